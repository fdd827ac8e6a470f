package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateVerificationTest {
  @TempDir private Path folder;

  @Test
  void isAsAccurateOnLfwAsAnIndependentPipeline() {
    Cli.Answer answer = evaluate(RealFiles.data("lfw_dev/pairs.csv"), RealFiles.data("lfw_dev"));

    JsonNode figures = answer.json();
    assertThat(answer.exitCode()).isZero();
    assertThat(figures.get("pairs").asInt()).isEqualTo(1000);
    assertThat(figures.get("failures_to_acquire").asInt()).isZero();
    assertThat(figures.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.989);
    assertThat(figures.get("accuracy_sd").asDouble()).isBetween(0.0, 0.02);
    assertThat(figures.get("eer").asDouble()).isBetween(0.0, 0.02);
    assertThat(figures.get("tar_at_fmr_1e-2").asDouble()).isGreaterThan(0.97);
    // 500 impostor pairs cannot show one error in a thousand.
    assertThat(figures.get("tar_at_fmr_1e-3").isNull()).isTrue();
  }

  @Test
  void countsAPairWithoutAFaceAsAnError() throws IOException {
    Path root = RealFiles.data("face_recognition");
    Path blank = RealFiles.data("badinput/derived/flat_grey.png");
    Path pairs =
        write(
            "same,path1,path2",
            "1,obama_small.jpg,obama-240p.jpg",
            "true,biden.jpg,biden.jpg",
            "0,obama_small.jpg,biden.jpg",
            "false,biden.jpg,obama-240p.jpg",
            "1,obama_small.jpg," + root.relativize(blank));

    JsonNode figures = evaluate(pairs, root).json();

    assertThat(figures.get("failures_to_acquire").asInt()).isOne();
    assertThat(figures.get("accuracy").asDouble()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThat(message(write("a,b", "1,2"))).contains("same, path1, path2");
    assertThat(message(write("same,path1,path2", "maybe,a,b"))).contains("line 2", "maybe");
    assertThat(message(write("fold,same,path1,path2", "x,1,a,b"))).contains("line 2", "fold");
    assertThat(message(write("same,path1,path2", "1,a"))).contains("line 2");
    assertThat(message(folder.resolve("none.csv"))).contains("none.csv");
    assertThat(message(write("fold,same,path1,path2,", "1,1,a,b,"))).contains("pairs.csv");
    assertThat(message(write("same,path1,path2", "1,\"a\"x,b"))).contains("pairs.csv");
    assertThat(message(write("\"same\"x,path1,path2"))).contains("pairs.csv");
    assertThat(message(Files.write(folder.resolve("latin.csv"), new byte[] {'a', (byte) 0xE4})))
        .contains("latin.csv", "UTF-8");
    assertThat(message(Files.createDirectory(folder.resolve("pairs.d"))))
        .contains("pairs.d", "folder");
  }

  @Test
  void readsTheFirstColumnBehindAByteOrderMark() throws IOException {
    Path pairs = write("\uFEFFfold,same,path1,path2", "3,1,a,b");

    assertThat(LabelledPair.read(pairs))
        .containsExactly(new LabelledPair(OptionalInt.of(3), true, "a", "b"));
  }

  private String message(Path pairs) {
    Cli.Answer answer = evaluate(pairs, folder);
    assertThat(answer.exitCode()).isEqualTo(2);
    return answer.json().get("error").get("message").asText();
  }

  private Cli.Answer evaluate(Path pairs, Path root) {
    return new Cli(folder).json("evaluate", "verification", "--pairs", pairs, "--root", root);
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("pairs.csv"), List.of(lines));
  }
}
