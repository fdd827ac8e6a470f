package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.FmrTable;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds of one's own: measured, written, and used. */
class EvaluateThresholdsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    cli = new Cli(folder.resolve("data"));
  }

  @Test
  void makesAnEmbeddingSpaceWithoutATableUsable() throws IOException {
    Path table = folder.resolve("flip.txt");
    Cli.Answer measured =
        cli.json(
            "evaluate", "thresholds", "--root", RealFiles.data("orl"), "--output", table, "--flip");

    assertThat(measured.exitCode()).as(measured.out()).isZero();
    assertThat(measured.json().get("persons").asInt()).isEqualTo(40);
    int faces = measured.json().get("faces").asInt();
    assertThat(faces).isBetween(390, 400);
    assertThat(faces + measured.json().get("failures").asInt()).isEqualTo(400);
    // With ten pictures of each, all pairs but the 40 x 45 of one person.
    assertThat(measured.json().get("comparisons").asLong()).isBetween(74_000L, 78_000L);
    assertRows(measured.json(), FmrTable.read(table));

    Path photo = RealFiles.data("face_recognition/biden.jpg");
    Path other = RealFiles.data("face_recognition/obama_small.jpg");
    Object[] own = {"--flip", "--fmr-table", table};
    assertThat(run("enrol", "biden", "Joe Biden", photo, own).exitCode()).isZero();
    assertThat(run("identify", photo, own).json().at("/faces/0/id").asText()).isEqualTo("biden");
    assertThat(run("mark", "--session", "s", photo, own).exitCode()).isZero();
    assertThat(run("verify", "--id", "biden", other, own).exitCode()).isOne();
    JsonNode pair = run("verify", photo, other, own).json();
    assertThat(pair.get("threshold").asDouble())
        .isEqualTo(Result.rounded(FmrTable.read(table).threshold(1e-3).similarity()));
    assertThat(run("doctor", (Object) own).exitCode()).isZero();

    assertThat(error(run("verify", photo, other, "--fmr-table", table)))
        .contains("/none/128", "flip.txt is for", "/flip/128");
    assertThat(error(run("verify", photo, other, "--flip", "--detector", "rfb320")))
        .contains("evaluate thresholds", "--fmr-table", "FmrTable.measure");
  }

  @Test
  void refusesMorePicturesThanAreComparedBeforeTheLongWork() throws IOException {
    Path people = Files.createDirectory(folder.resolve("people"));
    Path many = Files.createDirectory(people.resolve("many"));
    for (int i = 0; i <= Calibration.MOST_PICTURES; i++) {
      Files.createFile(many.resolve(i + ".png"));
    }

    Cli.Answer refused =
        cli.json("evaluate", "thresholds", "--root", people, "--output", folder.resolve("t.txt"));

    assertThat(error(refused))
        .contains("at most 20000 pictures in " + people, "got 20001", "fewer of each person");
  }

  private static void assertRows(JsonNode answer, FmrTable table) {
    assertThat(answer.get("rows")).hasSize(table.rows().size());
    for (int i = 0; i < table.rows().size(); i++) {
      JsonNode row = answer.get("rows").get(i);
      assertThat(row.get("fmr").asDouble()).isEqualTo(table.rows().get(i).fmr());
      assertThat(row.get("upper95").asDouble()).isEqualTo(table.rows().get(i).upper95());
      assertThat(row.get("threshold").asDouble()).isEqualTo(table.rows().get(i).similarity());
    }
    assertThat(answer.get("space").asText()).isEqualTo(table.source().space().id());
    assertThat(table.source().command()).startsWith("face-attendance evaluate thresholds --root ");
  }

  @Test
  void refusesPicturesThatSupportNoRow() throws IOException {
    for (int person = 1; person <= 3; person++) {
      Path own = Files.createDirectories(folder.resolve("people/p" + person));
      Path from = RealFiles.data("orl/s" + person);
      Files.copy(Photos.list(from).get(0), own.resolve("1.pgm"));
    }
    Files.writeString(folder.resolve("people/p1/2.pgm"), "no picture");
    Path table = folder.resolve("table.txt");

    assertThat(error(thresholds(folder.resolve("people"), table)))
        .contains("3 comparisons", "add more people");
    assertThat(error(thresholds(folder.resolve("people/p1"), table))).contains("each person");
    Files.delete(folder.resolve("people/p3/1.pgm"));
    assertThat(error(thresholds(folder.resolve("people"), table)))
        .contains("at least 3 people", "found 2");
    assertThat(error(thresholds(folder.resolve("people"), folder.resolve("no/table.txt"))))
        .contains("a folder that is there");
    assertThat(table).doesNotExist();
  }

  @Test
  void saysInItsHelpHowManyPeopleItNeeds() {
    String help = Cli.run("evaluate", "thresholds", "--help").out().replaceAll("\\s+", " ");
    assertThat(help).contains("upper 95 % bound", "0.001, which 1:1 aims at (78 people)");
  }

  @Test
  void refusesAFileThatIsNoTable() throws IOException {
    Path photo = RealFiles.data("face_recognition/biden.jpg");
    Path text = Files.writeString(folder.resolve("text.txt"), "no table");
    for (Path bad : List.of(text, photo, folder.resolve("none.txt"))) {
      assertThat(error(run("verify", photo, photo, "--fmr-table", bad)))
          .contains(bad.getFileName().toString());
    }
    assertThat(run("people", "list", "--fmr-table", text).exitCode()).isZero();
  }

  private Cli.Answer thresholds(Path root, Path output) {
    return cli.json("evaluate", "thresholds", "--root", root, "--output", output);
  }

  private Cli.Answer run(Object... parts) {
    List<Object> words = new ArrayList<>();
    for (Object part : parts) {
      words.addAll(part instanceof Object[] more ? List.of(more) : List.of(part));
    }
    return cli.json(words.toArray());
  }

  private static String error(Cli.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    return answer.json().at("/error/message").asText();
  }
}
