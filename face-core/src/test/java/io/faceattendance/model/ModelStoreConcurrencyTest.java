package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.faceattendance.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModelStoreConcurrencyTest {
  private static final byte[] CONTENT = Stores.content(300_000, 21);

  @TempDir Path cache;

  @Test
  void twoThreadsDownloadOnce() throws Exception {
    CountDownLatch bothRun = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (FileServer server = FileServer.start(heldOpen(bothRun))) {
      PinnedFile file = Stores.file(CONTENT, server.url("m"));
      // Two stores: it is the folder that keeps them apart, not a lock inside one object.
      Callable<Path> fetch = () -> Stores.empty(cache).path(file);
      Future<Path> first = threads.submit(fetch);
      while (server.requests().isEmpty() && !first.isDone()) {
        Thread.sleep(20);
      }
      Future<Path> second = threads.submit(fetch);
      assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      bothRun.countDown();

      assertThat(first.get(60, TimeUnit.SECONDS)).hasBinaryContent(CONTENT);
      assertThat(second.get(60, TimeUnit.SECONDS)).hasBinaryContent(CONTENT);
      assertThat(server.requests()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoProcessesDownloadOnce() throws Exception {
    CountDownLatch bothRun = new CountDownLatch(1);
    try (FileServer server = FileServer.start(heldOpen(bothRun))) {
      PinnedFile file = Stores.file(CONTENT, server.url("m"));
      Process first = start(file);
      while (server.requests().isEmpty() && first.isAlive()) {
        Thread.sleep(20);
      }
      // The first holds the lock now and waits for its bytes; the second comes in meanwhile.
      Process second = start(file);
      boolean secondEndedEarly = second.waitFor(2, TimeUnit.SECONDS);
      bothRun.countDown();

      assertThat(secondEndedEarly).isFalse();
      assertThat(first.waitFor()).isZero();
      assertThat(second.waitFor()).isZero();
      assertThat(server.requests()).hasSize(1);
      assertThat(cache.resolve("model.onnx")).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void goesOnAfterAProcessThatWasKilledInTheMiddle() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    HttpHandler resuming = FileServer.resuming(CONTENT);
    HttpHandler halfAtFirst =
        exchange -> {
          if (FileServer.start(exchange) == 0) {
            FileServer.send(exchange, 200, CONTENT.length, CONTENT, CONTENT.length / 2);
            await(never);
          } else {
            resuming.handle(exchange);
          }
        };
    try (FileServer server = FileServer.start(halfAtFirst)) {
      PinnedFile file = Stores.file(CONTENT, server.url("m"));
      Process killed = start(file);
      while (partialBytes(file) < CONTENT.length / 2 && killed.isAlive()) {
        Thread.sleep(20);
      }
      killed.destroyForcibly().waitFor();

      assertThat(Stores.empty(cache).path(file)).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/m", "/m bytes=" + CONTENT.length / 2 + "-");
    }
  }

  @Test
  void doesNotWaitForEverForAHolderThatDoesNothing() throws IOException {
    try (FileServer server = FileServer.start(FileServer.everything(CONTENT));
        FileChannel channel =
            FileChannel.open(
                cache.resolve("model.onnx.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
      FileLock held = channel.lock();
      assertThatThrownBy(
              () ->
                  Stores.empty(cache)
                      .withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(100))
                      .path(Stores.file(CONTENT, server.url("m"))))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll("model.onnx.lock", "no progress");
      held.release();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsTheDownloadAndIsKept() throws IOException {
    try (FileServer server = FileServer.start(exchange -> FileServer.fallSilent())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> Stores.empty(cache).path(Stores.file(CONTENT, server.url("m"))))
          .isInstanceOf(ModelException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static HttpHandler heldOpen(CountDownLatch go) {
    return exchange -> {
      await(go);
      FileServer.everything(CONTENT).handle(exchange);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long partialBytes(PinnedFile file) throws IOException {
    Path part = cache.resolve("model.onnx." + file.sha256().substring(0, 12) + ".part");
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private Process start(PinnedFile file) throws IOException {
    String classes = System.getProperty("surefire.test.class.path");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes == null ? System.getProperty("java.class.path") : classes,
            FetchMain.class.getName(),
            cache.toString(),
            file.url().orElseThrow().toString(),
            "" + file.bytes(),
            file.sha256())
        .inheritIO()
        .start();
  }
}
