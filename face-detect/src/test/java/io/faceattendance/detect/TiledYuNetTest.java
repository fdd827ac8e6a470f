package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.testing.FaceDetectorContract;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiledYuNetTest extends FaceDetectorContract {
  @Override
  protected FaceDetector open() {
    return Tiling.defaults().over(yuNet());
  }

  private static FaceDetector yuNet() {
    return OnnxDetector.open(RealFiles.model("yunet_n_dynamic.onnx"), DetectorSpec.YUNET);
  }

  // A group photo shrunk until its faces have about ten pixels.
  @Test
  void findsSmallFacesThatOnePassMisses() throws IOException {
    Image group = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    try (FaceDetector plain = yuNet()) {
      List<Face> known = plain.detect(group);
      int width = (int) (group.width() * SMALL / tallest(known));
      Image small = Pictures.resize(group, width, group.height() * width / group.width());
      double scale = (double) width / group.width();

      assertThat(found(detector.detect(small), known, scale))
          .isGreaterThan(found(plain.detect(small), known, scale));
    }
  }

  private static final double SMALL = 10;

  private static double tallest(List<Face> faces) {
    return faces.stream().mapToDouble(face -> face.box().height()).max().orElseThrow();
  }

  private static long found(List<Face> faces, List<Face> known, double scale) {
    return known.stream()
        .filter(
            one ->
                faces.stream()
                    .anyMatch(
                        face ->
                            Math.hypot(
                                    face.box().centre().x() - scale * one.box().centre().x(),
                                    face.box().centre().y() - scale * one.box().centre().y())
                                < SMALL / 3))
        .count();
  }
}
