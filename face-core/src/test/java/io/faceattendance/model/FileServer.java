package io.faceattendance.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on 127.0.0.1 that behaves as badly as a test wants. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private FileServer(HttpServer server) {
    this.server = server;
  }

  static FileServer start(HttpHandler handler) throws IOException {
    FileServer started =
        new FileServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
    started.server.setExecutor(started.threads);
    started.server.createContext("/", exchange -> started.answer(exchange, handler));
    started.server.start();
    return started;
  }

  private void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    requests.add((exchange.getRequestURI() + " " + range).strip());
    try (exchange) {
      handler.handle(exchange);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(port(), path));
  }

  /** The requests so far, each as its URI and its Range. */
  List<String> requests() {
    return requests;
  }

  /** Says no more until the server is closed, which interrupts its threads. */
  static void fallSilent() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends everything, with its length. */
  static HttpHandler everything(byte[] content) {
    return exchange -> send(exchange, 200, content.length, content, content.length);
  }

  /** Continues where it is asked to. */
  static HttpHandler resuming(byte[] content) {
    return exchange -> {
      int start = start(exchange);
      if (start == 0) {
        send(exchange, 200, content.length, content, content.length);
        return;
      }
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
      exchange.sendResponseHeaders(206, content.length - start);
      exchange.getResponseBody().write(content, start, content.length - start);
    };
  }

  /** The first byte that a request asks for. */
  static int start(HttpExchange exchange) {
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    return range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
  }

  /**
   * Sends the first bytes of a content.
   *
   * @param announced the length in the header, 0 for none
   */
  static void send(HttpExchange exchange, int status, long announced, byte[] content, int count)
      throws IOException {
    exchange.sendResponseHeaders(status, announced);
    OutputStream body = exchange.getResponseBody();
    body.write(content, 0, count);
    body.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
