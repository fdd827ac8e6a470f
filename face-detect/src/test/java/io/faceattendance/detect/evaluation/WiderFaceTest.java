package io.faceattendance.detect.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.BoundingBox;
import io.faceattendance.detect.DetectionOptions;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import io.faceattendance.image.Images;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 75 pictures of WIDER FACE's validation set at their own size. */
class WiderFaceTest {
  private static final int TALLEST = 2000;

  @Test
  void agreesWithAnIndependentPipelineInDetectionAndEvaluation() throws IOException {
    DetectionOptions options =
        DetectorSpec.YUNET.defaults().withScoreThreshold(0.02).withLongestSide(TALLEST);
    List<ExaminedPicture> pictures = new ArrayList<>();
    Path model = RealFiles.model("yunet_n_dynamic.onnx");
    try (OnnxDetector detector = OnnxDetector.open(model, DetectorSpec.YUNET, options)) {
      for (Map.Entry<String, List<LabelledFace>> picture : labels().entrySet()) {
        Path file = RealFiles.data("wider/" + picture.getKey());
        pictures.add(new ExaminedPicture(picture.getValue(), detector.detect(Images.read(file))));
      }
    }

    DetectionEvaluation figures = DetectionEvaluation.of(pictures);

    assertThat(figures.pictures()).isEqualTo(75);
    assertLevel(figures.easy(), 143, 0.868);
    assertLevel(figures.medium(), 269, 0.915);
    assertLevel(figures.hard(), 404, 0.844);
  }

  private static void assertLevel(Level level, int faces, double precision) {
    assertThat(level.faces()).isEqualTo(faces);
    // Half of what the last digit says, and as much for another decoder of JPEG.
    assertThat(level.averagePrecision().orElseThrow()).isCloseTo(precision, within(0.001));
  }

  private static Map<String, List<LabelledFace>> labels() throws IOException {
    Map<String, List<LabelledFace>> labels = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(RealFiles.data("wider/boxes.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      labels.computeIfAbsent(row[0], any -> new ArrayList<>()).add(face(row));
    }
    return labels;
  }

  // path, x, y, w, h, blur, expression, illumination, invalid, occlusion, pose, easy, medium, hard
  private static LabelledFace face(String[] row) {
    Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
    for (Difficulty difficulty : Difficulty.values()) {
      if (row[11 + difficulty.ordinal()].equals("1")) {
        difficulties.add(difficulty);
      }
    }
    BoundingBox box =
        new BoundingBox(
            Double.parseDouble(row[1]),
            Double.parseDouble(row[2]),
            Double.parseDouble(row[3]),
            Double.parseDouble(row[4]));
    return new LabelledFace(box, row[8].equals("1"), difficulties);
  }
}
