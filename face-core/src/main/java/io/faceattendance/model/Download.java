package io.faceattendance.model;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings one file from one address into a partial file, and goes on where an earlier attempt
 * stopped. One thread at a time may use a partial file: the caller holds the lock.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int PROXY_WANTS_LOGIN = 407;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final PinnedFile file;
  private final URI source;
  private final Path part;
  private final StoreOptions options;
  private final HttpClient client;

  Download(PinnedFile file, URI source, Path part, StoreOptions options) {
    this.file = file;
    this.source = source;
    this.part = part;
    this.options = options;
    this.client = client(options);
  }

  /**
   * Runs the download; what has come stays in the partial file if it fails.
   *
   * @return the digest of the complete partial file, on the disk
   * @throws IOException if the server, the connection or the disk fails
   */
  String run() throws IOException, InterruptedException {
    long offset = Files.exists(part) ? Files.size(part) : 0;
    if (offset == file.bytes()) {
      return Digests.of(part);
    }
    if (offset > file.bytes()) {
      offset = 0;
    }
    try {
      return transfer(offset);
    } finally {
      // A client that nobody holds shuts down, and cuts the body that is still coming.
      Reference.reachabilityFence(client);
    }
  }

  private String transfer(long offset) throws IOException, InterruptedException {
    long start = offset;
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = request(start);
    if (start > 0 && cannotResume(response, start)) {
      discard(response);
      start = 0;
      response = request(start);
    }
    try (Body body = new Body()) {
      response.body().subscribe(body);
      return receive(body, checkedStart(response, start));
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> request(long offset)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(source);
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    // The client's own request timeout is not used: from JDK 26 on it would cover the body as well.
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        client.sendAsync(request.build(), BodyHandlers.ofPublisher());
    try {
      return answer.get(
          options.connectTimeout().plus(options.stallTimeout()).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer in time");
    } catch (ExecutionException e) {
      throw asIo(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpClient client(StoreOptions options) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(options.connectTimeout())
        .proxy(options.proxies())
        .build();
  }

  private static IOException asIo(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new IOException(text, cause);
  }

  private static void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    try (Body unwanted = new Body()) {
      response.body().subscribe(unwanted);
    }
  }

  /** Where the body that comes belongs in the file. */
  private long checkedStart(HttpResponse<?> response, long offset) throws IOException {
    int status = response.statusCode();
    if (status == PARTIAL && offset > 0) {
      return offset;
    }
    if (status != OK) {
      throw new IOException("the server answered " + status + hint(status));
    }
    long announced = response.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
    if (announced != file.bytes()) {
      throw new IOException("the server offers %d bytes: another file".formatted(announced));
    }
    return 0;
  }

  private static String hint(int status) {
    return status == PROXY_WANTS_LOGIN
        ? ": the proxy asks for a login, which is not supported"
        : "";
  }

  /** Whether the server gives other bytes than those asked for; all of them (200) are welcome. */
  private boolean cannotResume(HttpResponse<?> response, long offset) {
    if (response.statusCode() != PARTIAL) {
      return response.statusCode() == RANGE_NOT_SATISFIABLE;
    }
    String range = response.headers().firstValue("Content-Range").orElse("");
    String expected = "bytes %d-%d/".formatted(offset, file.bytes() - 1);
    return !range.equals(expected + file.bytes()) && !range.equals(expected + "*");
  }

  private String receive(Body body, long start) throws IOException, InterruptedException {
    MessageDigest digest = Digests.sha256();
    if (start > 0) {
      Digests.update(digest, part);
    }
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(start);
      out.position(start);
      long done = copy(body, start, out, digest);
      // Durable before it gets its name: after a power cut the name must not stand for a torn file.
      out.force(true);
      if (done < file.bytes()) {
        throw new IOException("the server ended after %d bytes".formatted(done));
      }
    }
    return Digests.hex(digest);
  }

  private long copy(Body body, long start, FileChannel out, MessageDigest digest)
      throws IOException, InterruptedException {
    StallWatch watch = new StallWatch(options.stallTimeout(), start);
    long done = start;
    options.progress().progress(file.name(), done, file.bytes());
    for (List<ByteBuffer> some = body.next(watch.remaining());
        some != null;
        some = body.next(watch.remaining())) {
      for (ByteBuffer buffer : some) {
        done += buffer.remaining();
        checkLimit(done);
        digest.update(buffer.duplicate());
        writeAll(buffer, out);
      }
      watch.saw(done);
      if (!some.isEmpty()) {
        options.progress().progress(file.name(), done, file.bytes());
      }
    }
    return done;
  }

  private void checkLimit(long done) throws IOException {
    if (done > file.bytes()) {
      throw new IOException(
          "the server sends more than %d bytes: another file".formatted(file.bytes()));
    }
  }

  private static void writeAll(ByteBuffer buffer, FileChannel out) throws IOException {
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }
}
