package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateDetectionTest {
  private static final String HEADER = "path,x,y,w,h,invalid,easy,medium,hard";

  @TempDir private Path folder;

  @Test
  void isAsGoodOnWiderFaceAsAnIndependentPipeline() {
    Cli.Answer answer = evaluate(RealFiles.data("wider/boxes.csv"), RealFiles.data("wider"));

    JsonNode figures = answer.json();
    assertThat(answer.exitCode()).isZero();
    assertThat(figures.get("detector").asText()).isEqualTo("yunet");
    assertThat(figures.get("images").asInt()).isEqualTo(75);
    // 438 rows, of them three invalid and one without area.
    assertThat(figures.get("faces").asInt()).isEqualTo(434);
    assertThat(figures.get("faces_easy").asInt()).isEqualTo(143);
    assertThat(figures.get("faces_medium").asInt()).isEqualTo(269);
    assertThat(figures.get("faces_hard").asInt()).isEqualTo(404);
    // The other pipeline shrinks nothing; here nine pictures are taller than 1280.
    assertThat(figures.get("ap_easy").asDouble()).isCloseTo(0.868, within(0.01));
    assertThat(figures.get("ap_medium").asDouble()).isCloseTo(0.915, within(0.01));
    assertThat(figures.get("ap_hard").asDouble()).isCloseTo(0.844, within(0.01));
    double perImage = figures.get("ms_per_image").asDouble();
    assertThat(perImage).isPositive();
    assertThat(figures.get("seconds").asDouble()).isGreaterThan(75 * perImage / 1000);
  }

  @Test
  void givesNoPrecisionForALevelWithoutFaces() throws IOException {
    RealFiles.data("face_recognition/obama_small.jpg");
    Path boxes =
        boxes(
            "face_recognition/obama_small.jpg,106.7,36.2,105.7,159.1,0,0,1,1",
            "face_recognition/../face_recognition/obama_small.jpg,5,5,20,20,0,0,0,1",
            "face_recognition/obama_small.jpg,5,5,20,20,1,1,1,1",
            "badinput/derived/flat_grey.png,0,0,0,0,0,0,0,0");

    JsonNode figures = evaluate(boxes, RealFiles.data("")).json();

    assertThat(figures.get("images").asInt()).isEqualTo(2);
    assertThat(figures.get("faces").asInt()).isEqualTo(2);
    assertThat(figures.get("ap_easy").isNull()).isTrue();
    assertThat(figures.get("ap_medium").asDouble()).isEqualTo(1);
    assertThat(figures.get("ap_hard").asDouble()).isEqualTo(0.5);
  }

  @Test
  void printsATable() throws IOException {
    Path boxes = boxes("obama_small.jpg,106.7,36.2,105.7,159.1,0,0,1,1");

    Cli.Answer answer =
        Cli.run(
            "evaluate",
            "detection",
            "--offline",
            "--boxes=" + boxes,
            "--root=" + RealFiles.data("face_recognition"));

    assertThat(answer.out())
        .startsWith("yunet: 1 picture, 1 face, ")
        .contains("easy         0       -", "hard         1  1.0000");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThat(message(write("a,b", "1,2"))).contains("path, x, y, w, h", "got a, b");
    assertThat(message(write())).contains("boxes.csv", "columns");
    assertThat(message(boxes())).contains("boxes.csv", "at least one box");
    assertThat(message(boxes("a.png,1,2,3,four,0,1,1,1"))).contains("line 2", "h", "four");
    assertThat(message(boxes("a.png,NaN,2,3,4,0,1,1,1"))).contains("line 2", "x", "NaN");
    assertThat(message(boxes("a.png,1,2,-3,4,0,1,1,1"))).contains("line 2", "w", "-3");
    assertThat(message(boxes("a.png,1,2,3,4,0,2,1,1"))).contains("line 2", "easy", "2");
    assertThat(message(boxes("a.png,1,2,3,4,,1,1,1"))).contains("line 2", "invalid");
    assertThat(message(boxes("a.png,1,2,3"))).contains("line 2", "as many values");
    assertThat(message(folder.resolve("none.csv"))).contains("none.csv");
  }

  @Test
  void saysWhichPictureIsNotThere() throws IOException {
    assertThat(message(boxes("a.png,1,2,3,4,0,1,1,1"))).contains("no such file", "a.png");
    assertThat(message(boxes("../a.png,1,2,3,4,0,1,1,1"))).contains("line 2", "../a.png", "in ");
    assertThat(message(boxes("/etc/a.png,1,2,3,4,0,1,1,1"))).contains("line 2", "/etc/a.png");
    assertThat(message(boxes(",1,2,3,4,0,1,1,1"))).contains("line 2", "path of a picture");
    assertThat(message(boxes("a\0.png,1,2,3,4,0,1,1,1"))).contains("line 2", "path of a picture");
    Files.createDirectory(folder.resolve("a.d"));
    assertThat(message(boxes("a.d,1,2,3,4,0,1,1,1"))).contains("folder", "a.d");
  }

  @Test
  void saysWhichDetectorsThereAre() throws IOException {
    Files.writeString(folder.resolve("a.png"), "a picture that nobody comes to read");
    Path boxes = boxes("a.png,1,2,3,4,0,1,1,1");

    Cli.Answer answer =
        new Cli(folder)
            .json(
                "evaluate", "detection", "--boxes", boxes, "--root", folder, "--detector", "nosy");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().at("/error/message").asText()).contains("yunet", "'nosy'");
  }

  @Test
  void saysWhichPictureCannotBeRead() throws IOException {
    RealFiles.model("yunet_n_dynamic.onnx");
    Files.writeString(folder.resolve("a.png"), "no picture");

    assertThat(message(boxes("a.png,1,2,3,4,0,1,1,1"))).contains("a.png");
  }

  private String message(Path boxes) {
    Cli.Answer answer = evaluate(boxes, folder);
    assertThat(answer.exitCode()).isEqualTo(2);
    return answer.json().get("error").get("message").asText();
  }

  private Cli.Answer evaluate(Path boxes, Path root) {
    return new Cli(folder).json("evaluate", "detection", "--boxes", boxes, "--root", root);
  }

  private Path boxes(String... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(List.of(rows));
    return write(lines.toArray(String[]::new));
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("boxes.csv"), List.of(lines));
  }
}
