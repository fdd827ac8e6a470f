package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faceattendance.attendance.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export}, {@code import} and {@code key rotate}, whose keys come from the environment. */
class ArchiveCommandsTest {
  private static final String KEY = Base64.getEncoder().encodeToString("k".repeat(32).getBytes());
  private static final String OTHER = Base64.getEncoder().encodeToString("o".repeat(32).getBytes());

  @TempDir private Path folder;
  private Cli cli;
  private Path archive;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
    archive = folder.resolve("all.face");
  }

  private void fill() {
    Attendees.add(cli, folder, "s-1,Ada Lovelace,10a", "s-2,Bo,10a");
    cli.done(Cli.words("punch s-1 --session s --new-session --at 2026-11-23T08:00:00Z"));
    cli.done("consent", "grant", "s-1", "form 7");
  }

  @Test
  void movesEverythingToAnotherStore() throws Exception {
    fill();
    JsonNode report = cli.done(Cli.words("report --session s"));

    JsonNode written = done(Map.of("FACE_ARCHIVE_KEY", KEY), "export", archive, data("data"));
    JsonNode read = done(Map.of("FACE_ARCHIVE_KEY", KEY), "import", archive, data("copy"));

    assertThat(written.fieldNames())
        .toIterable()
        .containsExactly(
            "file", "people", "templates", "pictures", "sessions", "events", "audit_rows");
    assertThat(written.get("people").asInt()).isEqualTo(2);
    assertThat(written.get("events").asInt()).isOne();
    assertThat(written.get("audit_rows").asInt()).isPositive();
    assertThat(read).isEqualTo(written);
    assertThat(Files.readString(archive, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Lovelace");
    Cli copy = new Cli(folder.resolve("copy"));
    assertThat(copy.done(Cli.words("report --session s"))).isEqualTo(report);
    assertThat(copy.done("people", "list")).isEqualTo(cli.done("people", "list"));
    assertThat(copy.json("audit", "verify").json().get("intact").asBoolean()).isTrue();
  }

  @Test
  void changesNothingIfTheArchiveCannotBeWrittenOrRead() throws Exception {
    fill();
    Map<String, String> key = Map.of("FACE_ARCHIVE_KEY", KEY);
    assertThat(refused(Map.of(), "export", archive, data("data"))).contains("FACE_ARCHIVE_KEY");
    assertThat(refused(key, "export", folder.resolve("no/x"), data("data"))).contains("no/x");
    assertThat(archive).doesNotExist();
    done(key, "export", archive, data("data"));
    byte[] before = Files.readAllBytes(archive);
    assertThat(refused(key, "export", archive, data("data"))).contains("there already");
    assertThat(Files.readAllBytes(archive)).isEqualTo(before);

    assertThat(refused(Map.of(), "import", archive, data("copy"))).contains("FACE_ARCHIVE_KEY");
    assertThat(refused(key, "import", folder.resolve("none"), data("copy"))).contains("none");
    assertThat(refused(key, "import", folder, data("copy"))).contains("no file");
    assertThat(folder.resolve("copy")).doesNotExist();
    String wrong = refused(Map.of("FACE_ARCHIVE_KEY", OTHER), "import", archive, data("copy"));
    assertThat(wrong).contains("key").doesNotContain(OTHER);
    assertThat(refused(key, "import", archive, data("data"))).contains("empty");
    done(key, "import", archive, data("copy"));
  }

  @Test
  void rotatesTheKey() throws Exception {
    fill();
    JsonNode people = cli.done("people", "list");

    JsonNode rotated = done(Map.of(), "key", "rotate", data("data"));

    assertThat(rotated.get("rotated").asBoolean()).isTrue();
    assertThat(rotated.get("records").isInt()).isTrue();
    assertThat(cli.done("people", "list")).isEqualTo(people);
    assertThat(cli.done("audit", "verify").get("intact").asBoolean()).isTrue();

    done(Map.of("FACE_NEW_KEY", KEY), "key", "rotate", data("data"));
    assertThat(cli.refused("people", "list")).contains("key");
    assertThat(done(Map.of("FACE_KEY", KEY), "people", "list", data("data"))).isEqualTo(people);

    Map<String, String> same = Map.of("FACE_KEY", KEY, "FACE_NEW_KEY", KEY);
    assertThat(refused(same, "key", "rotate", data("data"))).contains("key");
    Map<String, String> short16 = Map.of("FACE_KEY", KEY, "FACE_NEW_KEY", "c2hvcnQ=");
    assertThat(refused(short16, "key", "rotate", data("data")))
        .contains("FACE_NEW_KEY")
        .doesNotContain("c2hvcnQ=");
    assertThat(refused(Map.of("FACE_KEY", KEY), "key", "rotate", data("data"))).contains("key");
    assertThat(done(Map.of("FACE_KEY", KEY), "people", "list", data("data"))).isEqualTo(people);
  }

  @Test
  void rotatesToAKeyInAnotherFile() throws Exception {
    fill();
    JsonNode people = cli.done("people", "list");
    Path file = folder.resolve("new.key");

    JsonNode rotated =
        done(Map.of("FACE_NEW_KEY_FILE", file.toString()), "key", "rotate", data("data"));

    assertThat(rotated.get("rotated").asBoolean()).isTrue();
    assertThat(done(Map.of("FACE_KEY_FILE", file.toString()), "people", "list", data("data")))
        .isEqualTo(people);
    assertThat(folder.resolve("new.key.old")).doesNotExist();
  }

  @Test
  void movesEverythingToAServerWhoseCredentialsStandInTheEnvironment() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String store = "--store=" + server.url(server.newDatabase());
    Map<String, String> access =
        Map.of(
            "FACE_STORE_USER", PostgresServer.USER,
            "FACE_STORE_PASSWORD", PostgresServer.PASSWORD,
            "FACE_ARCHIVE_KEY", KEY);
    fill();
    JsonNode written = done(access, "export", archive, data("data"));

    assertThat(refused(access, "report", "--session", "s", store)).contains("store");
    assertThat(done(access, "import", archive, store)).isEqualTo(written);

    assertThat(done(access, "report", "--session", "s", store))
        .isEqualTo(cli.done(Cli.words("report --session s")));
    Object[] out = Cli.words("punch s-2 --session s --at 2026-11-23T08:01:00Z " + store);
    assertThat(done(access, out).get("answer").asText()).isEqualTo("accepted");
    assertThat(done(access, "audit", "verify", store).get("intact").asBoolean()).isTrue();
    Map<String, String> wrong =
        Map.of("FACE_STORE_USER", PostgresServer.USER, "FACE_STORE_PASSWORD", "not-this-one");
    assertThat(run(wrong, "people", "list", store)).isIn(2, 70);
    assertThat(Files.readString(out())).contains("127.0.0.1").doesNotContain("not-this-one");
  }

  private String data(String name) {
    return "--data=" + folder.resolve(name);
  }

  private JsonNode done(Map<String, String> environment, Object... words) throws Exception {
    assertThat(run(environment, words)).as(Files.readString(out())).isZero();
    return json();
  }

  private String refused(Map<String, String> environment, Object... words) throws Exception {
    assertThat(run(environment, words)).as(Files.readString(out())).isEqualTo(2);
    return json().at("/error/message").asText();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(out()));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private int run(Map<String, String> environment, Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    for (Object word : words) {
      command.add(word.toString());
    }
    command.add("--json");
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(environment);
    return process
        .redirectOutput(out().toFile())
        .redirectError(folder.resolve("log").toFile())
        .start()
        .waitFor();
  }
}
