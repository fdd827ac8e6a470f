package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.FaceException;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --report} of the evaluations; what a page is like is tested beside the pages. */
class ReportTest {
  @TempDir private Path folder;

  @Test
  void writesThePageOfAnIdentification() throws IOException {
    Path protocol =
        Files.write(
            folder.resolve("who & <b>.csv"),
            List.of(
                "role,identity,path,group",
                "gallery,a,obama_small.jpg,",
                "probe_known,a,obama-240p.jpg,<script>alert(1)</script> & \uD83D\uDE00",
                "probe_unknown,b,biden.jpg,'\"'"));

    Answered answered =
        answer(
            "identification", "--protocol", protocol, "--root", RealFiles.data("face_recognition"));

    assertThat(answered.page())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \uD83D\uDE00", "&#39;&quot;&#39;")
        .contains("who &amp; &lt;b&gt;.csv", "face_recognition", "yunet", "/none/128")
        .doesNotContain("<script", folder.toString());
    assertFigures(answered, "rank1", "fpir_measured", "fnir_measured");
    assertThat(answered.page())
        .contains("%.4f".formatted(answered.json().get("threshold").asDouble()));
    assertPlots(answered.page(), "Scores", "(DET)", "(ROC)");
  }

  @Test
  void writesThePageOfAVerification() throws IOException {
    Path pairs =
        Files.write(
            folder.resolve("pairs.csv"),
            List.of(
                "same,path1,path2",
                "1,obama_small.jpg,obama-240p.jpg",
                "1,biden.jpg,biden.jpg",
                "0,obama_small.jpg,biden.jpg",
                "0,biden.jpg,obama-240p.jpg"));

    Answered answered =
        answer("verification", "--pairs", pairs, "--root", RealFiles.data("face_recognition"));

    assertFigures(answered, "accuracy", "accuracy_sd", "eer");
    assertThat(answered.page())
        .contains("pairs.csv", "%.4f".formatted(answered.json().get("threshold").asDouble()));
    assertPlots(answered.page(), "Scores", "(DET)", "(ROC)");
  }

  @Test
  void writesThePageOfADetector() throws IOException {
    Path boxes =
        Files.write(
            folder.resolve("boxes.csv"),
            List.of(
                "path,x,y,w,h,invalid,easy,medium,hard",
                "obama_small.jpg,106.7,36.2,105.7,159.1,0,0,1,1",
                "obama_small.jpg,5,5,20,20,0,0,0,1"));

    Answered answered =
        answer("detection", "--boxes", boxes, "--root", RealFiles.data("face_recognition"));

    assertThat(answered.page())
        .contains("medium, AP 1.0000", "hard, AP 0.5000", "<b>\u2013</b>", "boxes.csv")
        .doesNotContain("easy, AP");
    assertPlots(answered.page(), "Precision and recall");
  }

  private static void assertFigures(Answered answered, String... keys) {
    for (String key : keys) {
      double rate = answered.json().get(key).asDouble();
      assertThat(answered.page())
          .as(key)
          .contains(String.format(Locale.ROOT, "%.2f\u00A0%%", 100 * rate));
    }
  }

  private static void assertPlots(String page, String... titles) {
    assertThat(page).contains(titles);
    assertThat(page.split("<svg ", -1)).hasSize(titles.length + 1);
    assertThat(page.split("</svg>", -1)).hasSize(titles.length + 1);
  }

  @Test
  void replacesThePageThatIsThereAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("old.html"), "old");

    OutputFile.replace(file, "new \u00e4");

    assertThat(file).hasContent("new \u00e4");
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void keepsThePageThatIsThereIfTheNewOneCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("old.html"), "old");
    Path protocol = Files.write(folder.resolve("p.csv"), List.of("role,identity,path"));

    assertThat(refused(protocol, file)).contains("p.csv");

    assertThat(file).hasContent("old");
  }

  @Test
  void refusesAPlaceThatIsNoneBeforeAnythingElse() throws IOException {
    Path none = folder.resolve("none.csv");

    assertThat(refused(none, folder.resolve("no/page.html"))).contains("no/page.html", "folder");
    assertThat(refused(none, folder)).contains("expected a file", folder.toString());
    Path input = Files.writeString(folder.resolve("protocol.csv"), "role,identity,path");
    assertThat(refused(input, input)).contains("ends in .html", "protocol.csv");
    assertThat(input).hasContent("role,identity,path");
    for (String command : List.of("verification", "detection")) {
      String option = command.equals("detection") ? "--boxes" : "--pairs";
      Cli.Answer answer =
          evaluate(command, folder.resolve("no/p.html"), option, none, "--root", none);
      assertThat(message(answer)).contains("no/p.html");
    }
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) {
      assertThatExceptionOfType(FaceException.class)
          .isThrownBy(() -> OutputFile.requireReplaceable(device))
          .withMessageContaining("replaced");
    }
  }

  private String refused(Path protocol, Path report) {
    return message(evaluate("identification", report, "--protocol", protocol, "--root", folder));
  }

  private static String message(Cli.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(2);
    return answer.json().at("/error/message").asText();
  }

  private record Answered(JsonNode json, String page) {}

  private Answered answer(String command, Object... words) throws IOException {
    Path report = folder.resolve("page.html");
    Cli.Answer answer = evaluate(command, report, words);
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    return new Answered(answer.json(), Files.readString(report));
  }

  private Cli.Answer evaluate(String command, Path report, Object... words) {
    List<Object> all = new ArrayList<>(List.of("evaluate", command, "--report", report));
    all.addAll(List.of(words));
    return new Cli(folder.resolve("data")).json(all.toArray());
  }
}
