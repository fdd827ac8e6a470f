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
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiScaleYuNetTest extends FaceDetectorContract {
  @Override
  protected FaceDetector open() {
    return MultiScale.defaults().over(yuNet(1280));
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

  private static FaceDetector yuNet(int longestSide) {
    return OnnxDetector.open(
        RealFiles.model("yunet_n_dynamic.onnx"),
        DetectorSpec.YUNET,
        DetectorSpec.YUNET.defaults().withLongestSide(longestSide));
  }

  @Test
  void findsAVeryLargeFaceAsAWholeThatOnePassMisses() throws IOException {
    Image portrait = Pictures.read(RealFiles.data("face_recognition/obama_small.jpg"));
    int times = 8;
    Image large = Pictures.resize(portrait, times * portrait.width(), times * portrait.height());
    BoundingBox face = new BoundingBox(times * 107, times * 36, times * 106, times * 159);
    int own = Math.max(large.width(), large.height());
    try (FaceDetector plain = yuNet(own);
        FaceDetector twice = MultiScale.defaults().over(yuNet(own))) {
      assertThat(plain.detect(large)).noneSatisfy(found -> assertIs(found, face));
      List<Face> faces = twice.detect(large);
      assertThat(faces).hasSize(1);
      assertIs(faces.get(0), face);
    }
  }

  private static void assertIs(Face found, BoundingBox face) {
    assertThat(found.box().iou(face)).isGreaterThan(0.5);
  }
}
