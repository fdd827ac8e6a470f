package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.testing.FaceDetectorContract;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiledYuNetTest extends FaceDetectorContract {
  private static final String PICTURE = "images/3--Riot/3_Riot_Riot_3_1037.jpg";

  @Override
  protected FaceDetector open() {
    return Tiling.defaults().over(yuNet());
  }

  @Override
  protected double leastRecall() {
    return 0.98;
  }

  @Override
  protected int mostFalseFinds() {
    return 6;
  }

  @Override
  protected int closings() {
    return 10;
  }

  private static FaceDetector yuNet() {
    return OnnxDetector.open(RealFiles.model("yunet_n_dynamic.onnx"), DetectorSpec.YUNET);
  }

  // Of 18 labelled faces, most of them small, one pass finds 11 and the tiles 15.
  @Test
  void findsSmallFacesThatOnePassMisses() throws IOException {
    List<BoundingBox> labelled = labels();
    Image picture = Pictures.read(RealFiles.data("wider/" + PICTURE));
    try (FaceDetector plain = yuNet()) {
      long once = found(plain.detect(picture), labelled);

      assertThat(found(detector.detect(picture), labelled)).isGreaterThanOrEqualTo(once + 3);
    }
  }

  private static List<BoundingBox> labels() throws IOException {
    return Files.readAllLines(RealFiles.data("wider/boxes.csv")).stream()
        .filter(line -> line.startsWith(PICTURE + ","))
        .map(line -> line.split(",", -1))
        .map(row -> new BoundingBox(number(row[1]), number(row[2]), number(row[3]), number(row[4])))
        .toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static long found(List<Face> faces, List<BoundingBox> labelled) {
    return labelled.stream()
        .filter(box -> faces.stream().anyMatch(face -> face.box().iou(box) >= 0.5))
        .count();
  }
}
