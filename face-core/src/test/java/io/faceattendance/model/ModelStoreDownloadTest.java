package io.faceattendance.model;

import static io.faceattendance.model.FileServer.everything;
import static io.faceattendance.model.FileServer.resuming;
import static io.faceattendance.model.FileServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.faceattendance.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelStoreDownloadTest {
  private static final byte[] CONTENT = Stores.content(300_000, 1);
  private static final int HALF = CONTENT.length / 2;
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration PATIENT = Duration.ofSeconds(10);

  @TempDir Path cache;

  @Test
  void downloadsOnceAndThenFindsTheFileInTheCache() throws IOException {
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      PinnedFile file = Stores.file(CONTENT, server.url("model.onnx"));

      Path path = Stores.empty(cache).path(file);
      Path again = Stores.empty(cache).path(file);

      assertThat(path).isEqualTo(cache.resolve("model.onnx")).hasBinaryContent(CONTENT);
      assertThat(again).isEqualTo(path);
      assertThat(server.requests()).hasSize(1);
      assertThat(names()).containsExactly("model.onnx", "model.onnx.lock");
    }
  }

  @Test
  void tellsHowTheDownloadGoesOn() throws IOException {
    List<Long> calls = new ArrayList<>();
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      Stores.empty(cache)
          .withProgress((name, done, total) -> calls.add(done))
          .path(Stores.file(CONTENT, server.url("model.onnx")));
    }
    assertThat(calls).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
  }

  @Test
  void waitsForAServerThatIsSlowButComesForward() throws IOException {
    HttpHandler slow =
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          for (int i = 0; i < 10; i++) {
            pause(300);
            exchange.getResponseBody().write(CONTENT, i * 30_000, 30_000);
            exchange.getResponseBody().flush();
          }
        };
    try (FileServer server = FileServer.start(slow)) {
      ModelStore store = Stores.empty(cache).withTimeouts(PATIENT, Duration.ofMillis(1_500));
      assertThat(store.path(Stores.file(CONTENT, server.url("m")))).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void givesUpOnAServerThatFallsSilent() throws IOException {
    HttpHandler silent =
        exchange -> {
          send(exchange, 200, CONTENT.length, CONTENT, HALF);
          FileServer.fallSilent();
        };
    try (FileServer server = FileServer.start(silent)) {
      assertFails(impatient(PATIENT), server, "stalled");
      assertThat(Files.size(part())).isEqualTo(HALF);
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws IOException {
    try (FileServer server = FileServer.start(exchange -> FileServer.fallSilent())) {
      assertFails(impatient(SOON), server, "no answer in time");
    }
  }

  @Test
  void givesUpOnAServerThatTrickles() throws IOException {
    HttpHandler trickling =
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          for (byte single : CONTENT) {
            exchange.getResponseBody().write(single);
            exchange.getResponseBody().flush();
            pause(20);
          }
        };
    try (FileServer server = FileServer.start(trickling)) {
      assertFails(impatient(PATIENT), server, "stalled");
    }
  }

  @Test
  void continuesWhereACutConnectionStopped() throws IOException {
    HttpHandler resuming = resuming(CONTENT);
    HttpHandler cutAtFirst =
        exchange -> {
          if (FileServer.start(exchange) == 0) {
            send(exchange, 200, CONTENT.length, CONTENT, HALF);
          } else {
            resuming.handle(exchange);
          }
        };
    try (FileServer server = FileServer.start(cutAtFirst)) {
      assertFails(server, "Try again");
      assertThat(cache.resolve("model.onnx")).doesNotExist();

      Path path = Stores.empty(cache).path(Stores.file(CONTENT, server.url("m")));

      assertThat(path).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/m", "/m bytes=" + HALF + "-");
      assertThat(names()).containsExactly("model.onnx", "model.onnx.lock");
    }
  }

  @Test
  void startsAgainIfTheServerDoesNotResume() throws IOException {
    Files.write(part(), Arrays.copyOf(CONTENT, HALF));
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      Path path = Stores.empty(cache).path(Stores.file(CONTENT, server.url("m")));

      assertThat(path).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/m bytes=" + HALF + "-");
    }
  }

  @Test
  void startsAgainIfTheServerGivesAnotherRangeOrRefusesIt() throws IOException {
    for (int status : new int[] {206, 416}) {
      Files.deleteIfExists(cache.resolve("model.onnx"));
      Files.write(part(), Arrays.copyOf(CONTENT, HALF));
      HttpHandler wrongRange =
          exchange -> {
            if (FileServer.start(exchange) == 0) {
              send(exchange, 200, CONTENT.length, CONTENT, CONTENT.length);
            } else {
              exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/" + CONTENT.length);
              send(exchange, status, 10, CONTENT, 10);
            }
          };
      try (FileServer server = FileServer.start(wrongRange)) {
        Path path = Stores.empty(cache).path(Stores.file(CONTENT, server.url("m")));

        assertThat(path).hasBinaryContent(CONTENT);
        assertThat(server.requests()).containsExactly("/m bytes=" + HALF + "-", "/m");
      }
    }
  }

  @Test
  void startsAgainIfTheFirstHalfWasAnotherFile() throws IOException {
    Files.write(part(), Stores.content(HALF, 2));
    try (FileServer server = FileServer.start(resuming(CONTENT))) {
      Path path = Stores.empty(cache).path(Stores.file(CONTENT, server.url("m")));

      assertThat(path).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/m bytes=" + HALF + "-", "/m");
      assertThat(names()).hasSize(3).anyMatch(name -> name.startsWith("model.onnx.refused-"));
    }
  }

  @Test
  void takesACompletePartialFileWithoutAsking() throws IOException {
    Files.write(part(), CONTENT);
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      assertThat(Stores.empty(cache).path(Stores.file(CONTENT, server.url("m"))))
          .hasBinaryContent(CONTENT);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void keepsWrongBytesAsideAndNeverUsesThem() throws IOException {
    byte[] wrong = Stores.content(CONTENT.length, 3);
    try (FileServer server = FileServer.start(everything(wrong))) {
      assertFails(server, "another file with sha256 " + Stores.sha256(wrong));
    }
    String refused = "model.onnx.refused-" + Stores.sha256(wrong).substring(0, 12);
    assertThat(names()).containsExactly("model.onnx.lock", refused);
    assertThat(cache.resolve(refused)).hasBinaryContent(wrong);
  }

  @Test
  void stopsAtTheFirstByteTooMany() throws IOException {
    byte[] more = Stores.content(20_000_000, 4);
    HttpHandler endless = exchange -> send(exchange, 200, 0, more, more.length);
    try (FileServer server = FileServer.start(endless)) {
      assertFails(server, "more than 300000 bytes");
    }
    assertThat(cache.resolve("model.onnx")).doesNotExist();
    assertThat(Files.size(part())).isLessThanOrEqualTo(CONTENT.length);
  }

  @Test
  void refusesAFileOfAnotherAnnouncedSizeBeforeItComes() throws IOException {
    for (int size : new int[] {CONTENT.length - 1, CONTENT.length + 1}) {
      byte[] other = Stores.content(size, 5);
      try (FileServer server = FileServer.start(everything(other))) {
        assertFails(server, "offers %d bytes".formatted(size));
      }
      assertThat(part()).doesNotExist();
    }
  }

  @Test
  void noticesAnEndThatComesTooEarlyWithoutAnAnnouncedSize() throws IOException {
    HttpHandler tooShort = exchange -> send(exchange, 200, 0, CONTENT, HALF);
    try (FileServer server = FileServer.start(tooShort)) {
      assertFails(server, "ended after %d bytes".formatted(HALF));
    }
  }

  @Test
  void saysWhatAServerAnsweredAndWhereToPutTheFile() throws IOException {
    byte[] text = {'n', 'o'};
    try (FileServer server = FileServer.start(exchange -> send(exchange, 404, 2, text, 2))) {
      assertFails(
          server,
          "answered 404",
          server.url("m").toString(),
          "300000 bytes",
          Stores.sha256(CONTENT),
          cache.toString());
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    URI nobody;
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      nobody = server.url("m");
    }
    assertThatThrownBy(() -> Stores.empty(cache).path(Stores.file(CONTENT, nobody)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(nobody.toString());
  }

  @Test
  void followsARedirect() throws IOException {
    HttpHandler redirecting =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/m")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
          } else {
            send(exchange, 200, CONTENT.length, CONTENT, CONTENT.length);
          }
        };
    try (FileServer server = FileServer.start(redirecting)) {
      assertThat(Stores.empty(cache).path(Stores.file(CONTENT, server.url("m"))))
          .hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/m", "/elsewhere");
    }
  }

  @Test
  void asksTheMirrorInsteadOfThePublisher() throws IOException {
    try (FileServer publisher = FileServer.start(everything(CONTENT));
        FileServer mirror = FileServer.start(everything(CONTENT))) {
      Stores.empty(cache)
          .withMirror(mirror.url("models"))
          .path(Stores.file(CONTENT, publisher.url("m")));

      assertThat(mirror.requests()).containsExactly("/models/model.onnx");
      assertThat(publisher.requests()).isEmpty();
    }
  }

  @Test
  void replacesAWrongFileInTheCacheAndKeepsItAside() throws IOException {
    byte[] wrong = Stores.content(CONTENT.length, 6);
    Files.write(cache.resolve("model.onnx"), wrong);
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      Path path = Stores.empty(cache).path(Stores.file(CONTENT, server.url("m")));
      assertThat(path).hasBinaryContent(CONTENT);
    }
    assertThat(cache.resolve("model.onnx.refused-" + Stores.sha256(wrong).substring(0, 12)))
        .hasBinaryContent(wrong);
  }

  @Test
  void saysThatTheCacheCannotBeWritten() throws IOException {
    Path file = Files.write(cache.resolve("a-file"), new byte[1]);
    try (FileServer server = FileServer.start(everything(CONTENT))) {
      Path inside = file.resolve("models");
      assertThatThrownBy(() -> Stores.empty(inside).path(Stores.file(CONTENT, server.url("m"))))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll("cannot be used", inside.toString(), "XDG_CACHE_HOME");
      assertThat(server.requests()).isEmpty();
    }
  }

  private void assertFails(FileServer server, String... expected) {
    assertFails(Stores.empty(cache), server, expected);
  }

  private void assertFails(ModelStore store, FileServer server, String... expected) {
    assertThatThrownBy(() -> store.path(Stores.file(CONTENT, server.url("m"))))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(expected);
    assertThat(cache.resolve("model.onnx")).doesNotExist();
  }

  private ModelStore impatient(Duration connect) {
    return Stores.empty(cache).withTimeouts(connect, SOON);
  }

  private Path part() {
    return cache.resolve("model.onnx." + Stores.sha256(CONTENT).substring(0, 12) + ".part");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
