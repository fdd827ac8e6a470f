package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.FaceDetectorContract;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MtcnnTest extends FaceDetectorContract {
  private static final String PROPOSAL = "mtcnn_pnet.onnx";
  private static final String REFINEMENT = "mtcnn_rnet.onnx";
  private static final String OUTPUT = "mtcnn_onet.onnx";

  @Override
  protected FaceDetector open() {
    return open(MtcnnOptions.defaults());
  }

  private static MtcnnDetector open(MtcnnOptions options) {
    return MtcnnDetector.open(
        RealFiles.model(PROPOSAL), RealFiles.model(REFINEMENT), RealFiles.model(OUTPUT), options);
  }

  @Override
  protected double leastRecall() {
    return 0.96;
  }

  @Override
  protected int mostFalseFinds() {
    return 1;
  }

  // The boxes of three networks, the last of which sees 48 pixels.
  @Override
  protected double sameBox() {
    return 0.7;
  }

  // Finds of 20 pixels depend on where the grid of the first network lies: they come and go.
  @Override
  protected double leastSize() {
    return 40;
  }

  @Test
  void isOpenedByItsIdOnceItsLicenceIsAccepted() {
    RealFiles.model(PROPOSAL);
    Path folder = RealFiles.model("");
    ModelStore store = ModelStore.defaults().withDirectory(folder).offline();

    assertThat(FaceDetectors.ids()).contains("mtcnn");
    assertThatThrownBy(() -> FaceDetectors.open("mtcnn", store))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("--accept-licence mtcnn ");
    try (FaceDetector opened = FaceDetectors.open("mtcnn", store.accepting("mtcnn"))) {
      assertThat(opened.findsLandmarks()).isTrue();
    }
  }

  // A call that has begun ends: it is never told that one of the three networks is closed.
  @Test
  void closesBetweenCallsAndNotBetweenTheNetworksOfOne() throws IOException {
    Image picture = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    for (int round = 0; round < 10; round++) {
      FaceDetector subject = open();
      CountDownLatch running = new CountDownLatch(2);
      Thread closing = new Thread(() -> closeAfter(running, subject));
      closing.start();
      List<String> ends = Concurrent.onThreads(2, () -> useUntilClosed(subject, picture, running));
      assertThat(ends).containsOnly("the detector is closed");
    }
  }

  private static void closeAfter(CountDownLatch running, FaceDetector subject) {
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    subject.close();
  }

  private static String useUntilClosed(
      FaceDetector subject, Image picture, CountDownLatch running) {
    while (true) {
      try {
        assertThat(subject.detect(picture)).isNotEmpty();
        running.countDown();
      } catch (IllegalStateException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  @Test
  void refusesNetworksInAnotherOrder() {
    Path refinement = RealFiles.model(REFINEMENT);
    Path output = RealFiles.model(OUTPUT);
    Path proposal = RealFiles.model(PROPOSAL);
    MtcnnOptions options = MtcnnOptions.defaults();
    assertThatThrownBy(() -> MtcnnDetector.open(refinement, proposal, output, options))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> MtcnnDetector.open(proposal, output, refinement, options))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void passesOverFacesBelowTheSmallest() throws IOException {
    Image picture = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    List<Face> all = detector.detect(picture);
    double largest = all.stream().mapToDouble(face -> face.box().height()).max().orElseThrow();
    int above = (int) (2 * largest);
    try (FaceDetector other = open(MtcnnOptions.defaults().withSmallestFace(above))) {
      assertThat(other.detect(picture)).isEmpty();
    }
    try (FaceDetector other = open(MtcnnOptions.defaults().withSmallestFace(40))) {
      long clear = all.stream().filter(face -> face.box().height() > 60).count();
      assertThat(other.detect(picture)).hasSize((int) clear);
    }
  }

  @Test
  void looksForLargerFacesInAPictureAboveTheLongestSide() throws IOException {
    Image picture = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    MtcnnOptions options = MtcnnOptions.defaults();
    // Of a picture of some hundred pixels, 20 of these 40 are more than any face has.
    MtcnnOptions small = options.withDetection(options.detection().withLongestSide(40));
    try (FaceDetector other = open(small)) {
      assertThat(other.detect(picture)).isEmpty();
    }
  }

  @Test
  void givesTheSameFacesWithAnyNumberOfThreads() throws IOException {
    Image picture = Pictures.read(RealFiles.data("bbt/bbt1.jpg"));
    List<Face> expected = detector.detect(picture);
    MtcnnOptions options = MtcnnOptions.defaults();
    for (int threads : new int[] {1, 3}) {
      MtcnnOptions other = options.withDetection(options.detection().withThreads(threads));
      try (FaceDetector same = open(other)) {
        assertThat(same.detect(picture)).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesOptionsOutsideTheirRange() {
    MtcnnOptions options = MtcnnOptions.defaults();
    assertThatThrownBy(() -> options.withSmallestFace(11)).hasMessageContaining("12 pixels");
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new MtcnnOptions(20, bad, 0.7, options.detection()))
          .hasMessageContaining("proposal");
      assertThatThrownBy(() -> new MtcnnOptions(20, 0.6, bad, options.detection()))
          .hasMessageContaining("refinement");
    }
  }
}
