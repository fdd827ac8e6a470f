package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1:N in an open set, by protocols of real pictures and by bad ones. */
class EvaluateIdentificationTest {
  private static final String HEADER = "role,identity,path";

  @TempDir private Path folder;

  /** Of 40 people 20 are enrolled with five pictures; the others are strangers. */
  @Test
  void tellsTheEnrolledOfOrlFromStrangers() throws IOException {
    List<String> rows = new ArrayList<>(List.of(HEADER + ",group"));
    for (int person = 1; person <= 40; person++) {
      for (int picture = 1; picture <= 10; picture++) {
        String role = person > 20 ? "probe_unknown" : picture > 5 ? "probe_known" : "gallery";
        String group = person % 2 == 0 ? "even" : "odd";
        rows.add("%s,s%d,s%d/%d.pgm,%s".formatted(role, person, person, picture, group));
      }
    }

    JsonNode figures = evaluate(write(rows), RealFiles.data("orl")).json();

    assertThat(figures.get("detector").asText()).isEqualTo("yunet");
    assertThat(figures.get("embedder").asText()).isEqualTo("mobilefacenet");
    assertThat(figures.get("alignment").asText()).isEqualTo("landmarks");
    assertThat(figures.get("persons").asInt()).isEqualTo(20);
    int enrolled = figures.get("gallery").asInt();
    assertThat(enrolled + figures.get("failures_to_enrol").asInt()).isEqualTo(100);
    assertThat(enrolled).isGreaterThanOrEqualTo(97);
    assertThat(figures.get("probes_known").asInt()).isEqualTo(100);
    assertThat(figures.get("probes_unknown").asInt()).isEqualTo(200);
    assertThat(figures.get("failures_to_acquire").asInt()).isBetween(0, 5);
    assertThat(figures.get("rank1").asDouble()).isBetween(0.95, 1.0);
    assertThat(figures.get("tpir_at_fpir_1e-2").asDouble()).isBetween(0.93, 1.0);
    assertThat(figures.get("tpir_at_fpir_1e-1").asDouble()).isBetween(0.95, 1.0);
    assertThat(figures.get("fpir_measured").asDouble()).isBetween(0.005, 0.06);
    assertThat(figures.get("fnir_measured").asDouble()).isBetween(0.0, 0.07);
    assertInterval(figures);
    assertThat(figures.get("target_fpir").asDouble()).isEqualTo(0.01);
    assertThat(figures.get("target_supported").asBoolean()).isTrue();
    assertThat(figures.get("threshold").asDouble()).isBetween(0.35, 0.45);
    assertThat(figures.get("seconds").asDouble()).isPositive();
    assertGroups(figures);
  }

  private static void assertInterval(JsonNode figures) {
    assertThat(figures.get("fpir_95")).hasSize(2);
    assertThat(figures.get("fpir_measured").asDouble())
        .isBetween(
            figures.get("fpir_95").get(0).asDouble(), figures.get("fpir_95").get(1).asDouble());
  }

  private static void assertGroups(JsonNode figures) {
    JsonNode groups = figures.get("groups");
    assertThat(groups.fieldNames()).toIterable().containsExactly("even", "odd");
    for (String key : List.of("rank1", "fnir_measured", "fpir_measured")) {
      // Both groups are of one size, and (nearly) all strangers have a face.
      double mean =
          (groups.get("even").get(key).asDouble() + groups.get("odd").get(key).asDouble()) / 2;
      assertThat(mean).as(key).isCloseTo(figures.get(key).asDouble(), within(0.002));
    }
    assertThat(groups.get("odd").get("probes_unknown").asInt()).isEqualTo(100);
    assertInterval(groups.get("odd"));
  }

  /**
   * Nobody's gallery picture has no face, so that person's probe is a miss like the one without a
   * face; the stranger without a face is no search.
   */
  @Test
  void countsPicturesWithoutAFaceAsMissesOrNotAtAll() throws IOException {
    JsonNode figures =
        evaluate(
                write(
                    List.of(
                        HEADER,
                        "gallery,Obama,face_recognition/obama_small.jpg",
                        "Gallery,\"Nobody, \u00e4 <&>\",badinput/derived/one_pixel.png",
                        "probe_known,Obama,face_recognition/obama-240p.jpg",
                        "probe_known,Obama,badinput/derived/flat_grey.png",
                        "probe_known,\"Nobody, \u00e4 <&>\",face_recognition/train/obama/obama.jpg",
                        "probe_unknown,,face_recognition/biden.jpg",
                        "probe_unknown,,badinput/derived/flat_grey.png")),
                RealFiles.data(""),
                "--target-fpir",
                "0.05")
            .json();

    assertThat(figures.get("gallery").asInt()).isOne();
    assertThat(figures.get("persons").asInt()).isOne();
    assertThat(figures.get("failures_to_enrol").asInt()).isOne();
    assertThat(figures.get("failures_to_acquire").asInt()).isEqualTo(2);
    assertThat(figures.get("probes_known").asInt()).isEqualTo(3);
    assertThat(figures.get("probes_unknown").asInt()).isEqualTo(2);
    assertThat(figures.get("rank1").asDouble()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(figures.get("fnir_measured").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(figures.get("fpir_measured").asDouble()).isZero();
    assertThat(figures.get("fpir_95").get(1).asDouble()).isCloseTo(0.975, within(1e-9));
    assertThat(figures.get("tpir_at_fpir_1e-2").isNull()).isTrue();
    assertThat(figures.get("tpir_at_fpir_1e-1").isNull()).isTrue();
    assertThat(figures.get("target_fpir").asDouble()).isEqualTo(0.05);
    assertThat(figures.has("groups")).isFalse();
  }

  @Test
  void takesTheThresholdOfTheGalleryFromTheTableThatWasNamed() throws IOException {
    Path protocol = twoPictures();
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path root = RealFiles.data("face_recognition");
    Path table = folder.resolve("table.txt");
    Cli.Answer measured =
        new Cli(folder)
            .json("evaluate", "thresholds", "--root", RealFiles.data("orl"), "--output", table);
    assertThat(measured.exitCode()).as(measured.out()).isZero();

    JsonNode own = evaluate(protocol, root, "--fmr-table", table, "--target-fpir", "0.05").json();

    MatchPolicy policy = MatchPolicy.defaults(FmrTable.read(table)).withTargetFpir(0.05);
    assertThat(own.get("threshold").asDouble()).isEqualTo(policy.identification(1).similarity());
    assertThat(own.get("threshold").asDouble())
        .isNotEqualTo(evaluate(protocol, root).json().get("threshold").asDouble());
    assertThat(message(evaluate(protocol, root, "--fmr-table", table, "--flip")))
        .contains("table.txt is for", "/flip/128");
    JsonNode strict = evaluate(protocol, root, "--target-fpir", "1e-9").json();
    assertThat(strict.get("target_supported").asBoolean()).isFalse();
  }

  @Test
  void printsItsFiguresAndWhatHadNoFace() throws IOException {
    Path protocol =
        write(
            List.of(
                HEADER + ",group",
                "gallery,a,face_recognition/obama_small.jpg,",
                "probe_known,a,badinput/derived/flat_grey.png,dark",
                "probe_unknown,b,face_recognition/biden.jpg,"));

    Cli.Answer answer =
        Cli.run(
            "evaluate",
            "identification",
            "--offline",
            "--protocol=" + protocol,
            "--root=" + RealFiles.data(""));

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains("no face in ", "flat_grey.png (probe_known)")
        .contains("gallery: 1 template of 1 person, 0 pictures without a face")
        .contains("rank 1 0.0000, TPIR (too few) at FPIR 1e-2")
        .contains("for a target FPIR of 0.01: FPIR 0.0000 (95 %: 0.0000 to 0.9750), FNIR 1.0000")
        .contains("dark: 1 known, 0 unknown, rank 1 0.0000, FPIR (too few), FNIR 1.0000");
  }

  @Test
  void saysWhatIsWrongWithAProtocol() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no picture");
    String enrolled = "gallery,a,a.png";

    assertThat(refused("a,b", "1,2")).contains("role, identity, path", "got a, b");
    assertThat(refused(HEADER, enrolled, "probe,a,a.png"))
        .contains("protocol.csv, line 3", "gallery, probe_known, probe_unknown", "'probe'");
    assertThat(refused(HEADER, "gallery,,a.png")).contains("line 2", "an identity");
    assertThat(refused(HEADER, enrolled, "probe_known,,a.png")).contains("line 3", "an identity");
    assertThat(refused(HEADER, enrolled, "probe_known,b,a.png"))
        .contains("line 3", "gallery row", "none for b");
    assertThat(refused(HEADER, enrolled, "probe_unknown,a,a.png"))
        .contains("line 3", "no gallery row", "one for a");
    assertThat(refused(HEADER, enrolled, enrolled, "probe_unknown,b,b.png"))
        .contains("line 3", "a picture once", "as in line 2");
    assertThat(refused(HEADER, enrolled)).contains("1 and 0");
    assertThat(refused(HEADER, "probe_unknown,a,a.png")).contains("0 and 1");
    assertThat(refused(HEADER)).contains("0 and 0");
    assertThat(refused(HEADER, enrolled, "probe_known,a,none.png"))
        .contains("line 3", "none.png", "no file");
    assertThat(refused(HEADER, enrolled, "probe_known,a,../a.png")).contains("line 3", "../a.png");
    assertThat(refused(HEADER, enrolled, "probe_known,a")).contains("line 3", "as many values");
    assertThat(message(evaluate(folder.resolve("none.csv"), folder))).contains("none.csv");
  }

  @Test
  void namesRowAndFileOfAPictureThatCannotBeRead() throws IOException {
    RealFiles.model("yunet_n_dynamic.onnx");
    RealFiles.model("mobilefacenet_foamliu.onnx");
    Path face = RealFiles.data("face_recognition/obama_small.jpg");
    List<String> rows = new ArrayList<>(List.of(HEADER));
    for (int i = 1; i <= 60; i++) {
      Path picture = folder.resolve(i + ".png");
      if (i < 3) {
        Files.copy(face, picture);
      } else {
        Files.writeString(picture, "no picture");
      }
      rows.add((i < 30 ? "gallery" : "probe_known") + ",a," + picture.getFileName());
    }

    assertThat(refused(rows.toArray(String[]::new)))
        .contains("protocol.csv, line 4:", "3.png", "can be read");
  }

  @Test
  void refusesToSearchForAPictureOfTheGallery() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    for (String name : List.of("a.png", "b.png", "c.png")) {
      Files.writeString(folder.resolve(name), "no picture");
    }
    String[] gallery = {HEADER, "gallery,a,a.png", "gallery,a,b.png"};

    for (String probe : List.of("probe_known,a,sub/../b.png", "probe_unknown,c,./b.png")) {
      assertThat(refused(gallery[0], gallery[1], gallery[2], "probe_known,a,c.png", probe))
          .contains("protocol.csv, line 5:", "not in the gallery", "b.png, which line 3 enrols");
    }
  }

  @Test
  void saysWhichTargetCountsWithoutOne() {
    String help = Cli.run("evaluate", "identification", "--help").out().replaceAll("\\s+", " ");

    assertThat(help).contains("default: what the thresholds were calibrated for, 0.01 if");
  }

  @Test
  void refusesAGalleryWithoutAFace() throws IOException {
    Path grey = RealFiles.data("badinput/derived/flat_grey.png");
    Files.copy(grey, folder.resolve("grey.png"));
    Files.copy(grey, folder.resolve("other.png"));

    assertThat(refused(HEADER, "gallery,a,grey.png", "probe_known,a,other.png"))
        .contains("a face in a picture of the gallery", "none in 1");
  }

  @Test
  void refusesATargetThatIsNoRate() throws IOException {
    for (String rate : List.of("0", "1", "-0.1", "NaN", "often")) {
      Cli.Answer answer = evaluate(write(List.of(HEADER)), folder, "--target-fpir", rate);
      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(message(answer)).contains("--target-fpir", "above 0 and below 1", rate);
    }
  }

  private Path twoPictures() throws IOException {
    return write(
        List.of(
            HEADER,
            "gallery,a,obama_small.jpg",
            "probe_known,a,obama-240p.jpg",
            "probe_unknown,b,biden.jpg"));
  }

  private String refused(String... lines) throws IOException {
    return message(evaluate(write(List.of(lines)), folder));
  }

  private static String message(Cli.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    return answer.json().at("/error/message").asText();
  }

  private Cli.Answer evaluate(Path protocol, Path root, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("evaluate", "identification", "--protocol", protocol, "--root", root));
    words.addAll(List.of(more));
    return new Cli(folder.resolve("data")).json(words.toArray());
  }

  private Path write(List<String> lines) throws IOException {
    return Files.write(folder.resolve("protocol.csv"), lines);
  }
}
