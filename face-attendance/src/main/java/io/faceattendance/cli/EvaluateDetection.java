package io.faceattendance.cli;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.cli.report.EvaluationPage;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import io.faceattendance.detect.evaluation.ExaminedPicture;
import io.faceattendance.detect.evaluation.LabelledFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code evaluate detection}: average precision on labelled boxes, with the detector's own size and
 * overlap. Pictures one after the other, so that the time of one is what a caller sees.
 */
@Command(
    name = "detection",
    description = {
      "Average precision on labelled faces, by the rules of WIDER FACE.",
      "Pictures are shrunk as the detector shrinks them by default. Faces are the boxes that are"
          + " not invalid and have an area. Seconds include reading the pictures, milliseconds a"
          + " picture are those of the detector alone."
    })
final class EvaluateDetection extends FaceCommand {
  // Low enough for the whole curve, and what the benchmark's figures are usually made with.
  private static final double LEAST_SCORE = 0.02;

  @Option(
      names = "--boxes",
      required = true,
      paramLabel = "CSV",
      description = "columns path, x, y, w, h (pixels), invalid, easy, medium, hard (1 or 0)")
  Path boxes = Path.of("");

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "the folder that the paths are relative to")
  Path root = Path.of("");

  @Mixin ReportOption report = new ReportOption();

  private long detecting; // nanoseconds

  @Override
  Result run() throws IOException {
    report.requirePlace();
    Map<Path, List<LabelledFace>> pictures = LabelledBox.read(boxes, root);
    Photos.requireFiles(List.copyOf(pictures.keySet()));
    try (FaceDetector opened = open()) { // a download does not count
      long start = System.nanoTime();
      DetectionEvaluation evaluation = DetectionEvaluation.of(examine(opened, pictures));
      double seconds = (System.nanoTime() - start) / 1e9;
      double milliseconds = detecting / 1e6 / evaluation.pictures();
      report.write(() -> EvaluationPage.detection(facts(seconds), evaluation, milliseconds));
      return Result.of(
          true, json(evaluation, seconds, milliseconds), lines(evaluation, seconds, milliseconds));
    }
  }

  private Map<String, String> facts(double seconds) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Detector", Facts.id(common.models.detector));
    facts.put("Boxes", Facts.lastName(boxes));
    facts.put("Pictures in", Facts.lastName(root));
    return Facts.run(facts, seconds);
  }

  private FaceDetector open() {
    return common.models.chosen().withLeastScore(LEAST_SCORE).openDetector();
  }

  private List<ExaminedPicture> examine(FaceDetector opened, Map<Path, List<LabelledFace>> pictures)
      throws IOException {
    List<ExaminedPicture> examined = new ArrayList<>();
    try (ProgressBar progress =
        Bars.plain().setTaskName("detect").setInitialMax(pictures.size()).build()) {
      for (Map.Entry<Path, List<LabelledFace>> picture : pictures.entrySet()) {
        Image image = Photos.read(picture.getKey(), common.limits);
        examined.add(new ExaminedPicture(picture.getValue(), detect(opened, image)));
        progress.step();
      }
    }
    return examined;
  }

  private List<Face> detect(FaceDetector opened, Image image) {
    long start = System.nanoTime();
    List<Face> found = opened.detect(image);
    detecting += System.nanoTime() - start;
    return found;
  }

  private Map<String, @Nullable Object> json(
      DetectionEvaluation evaluation, double seconds, double milliseconds) {
    return Result.object(
        "detector", common.models.detector,
        "images", evaluation.pictures(),
        "faces", evaluation.faces(),
        "faces_easy", evaluation.easy().faces(),
        "faces_medium", evaluation.medium().faces(),
        "faces_hard", evaluation.hard().faces(),
        "ap_easy", Result.orNull(evaluation.easy().averagePrecision()),
        "ap_medium", Result.orNull(evaluation.medium().averagePrecision()),
        "ap_hard", Result.orNull(evaluation.hard().averagePrecision()),
        "seconds", Result.rounded(seconds),
        "ms_per_image", Result.rounded(milliseconds));
  }

  private List<String> lines(DetectionEvaluation evaluation, double seconds, double milliseconds) {
    return List.of(
        "%s: %s, %s, %.1f s (%.1f ms a picture in the detector)"
            .formatted(
                common.models.detector,
                Result.count(evaluation.pictures(), "picture", "pictures"),
                Result.count(evaluation.faces(), "face", "faces"),
                seconds,
                milliseconds),
        "level    faces      AP",
        line("easy", evaluation.easy()),
        line("medium", evaluation.medium()),
        line("hard", evaluation.hard()));
  }

  private static String line(String name, Level level) {
    OptionalDouble precision = level.averagePrecision();
    String shown = precision.isPresent() ? "%.4f".formatted(precision.getAsDouble()) : "-";
    return "%-6s %7d  %6s".formatted(name, level.faces(), shown);
  }
}
