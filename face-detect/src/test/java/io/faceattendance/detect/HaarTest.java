package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceDetector;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelStore;
import io.faceattendance.testing.FaceDetectorContract;
import org.junit.jupiter.api.Test;

class HaarTest extends FaceDetectorContract {

  @Override
  protected FaceDetector open() {
    return FaceDetectors.open("haar", ModelStore.defaults().offline());
  }

  @Override
  protected double leastRecall() {
    return 0.87;
  }

  @Override
  protected int mostFalseFinds() {
    return 1;
  }

  // Each opening reads a cascade of half a megabyte of XML for every thread.
  @Override
  protected int closings() {
    return 10;
  }

  @Override
  protected double sameBox() {
    return 0.7;
  }

  @Test
  void runsOnTheProcessorOnly() {
    for (CascadeSpec spec : CascadeSpec.TABLE) {
      DetectionOptions cuda = spec.defaults().withExecution(new Execution.Cuda(0));
      assertThatThrownBy(() -> CascadeDetector.open(spec, cuda))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("got cuda:0")
          .hasMessageContaining(spec.id());
    }
  }

  @Test
  void saysWhichCascadeIsNotThere() {
    CascadeSpec missing = new CascadeSpec("x", "none.xml", 1, CascadeSpec.HAAR.defaults());
    assertThatThrownBy(() -> CascadeDetector.open(missing, missing.defaults()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("share/opencv4/none.xml")
        .hasMessageContaining("classifier");
  }

  @Test
  void hasNoLandmarks() {
    assertThat(detector.findsLandmarks()).isFalse();
    assertThat(FaceDetectors.ids()).contains("haar", "lbp");
  }
}
