package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceDetector;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.testing.FaceDetectorContract;
import io.faceattendance.testing.RealFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract kept by each row of the table; YuNet has a test of its own. */
class ContractOfEveryDetectorTest {

  @ParameterizedTest
  @ValueSource(strings = {"retinaface", "retinaface-320", "rfb320", "yolov8-face"})
  void refusesAnotherSizeThanTheFixedOne(String id) {
    DetectorSpec spec = spec(id);
    Path file = RealFiles.model(ModelCatalog.card(id).file().orElseThrow().name());
    int own = spec.defaults().longestSide();

    assertThatThrownBy(() -> OnnxDetector.open(file, spec, spec.defaults().withLongestSide(1280)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected %d pixels", own)
        .hasMessageContaining(id);
  }

  @Test
  void refusesTheFileOfAnotherFamily() {
    Path retinaFace = RealFiles.model(ModelCatalog.card("retinaface").file().orElseThrow().name());
    for (String other : List.of("scrfd-500m", "retinaface-320", "rfb320", "yolov8-face")) {
      assertThatThrownBy(() -> OnnxDetector.open(retinaFace, spec(other)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("found");
    }
  }

  private static DetectorSpec spec(String id) {
    return DetectorSpec.TABLE.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private abstract static class Row extends FaceDetectorContract {
    private final DetectorSpec spec;
    private final double leastRecall;
    private final int mostFalseFinds;

    Row(String id, double leastRecall, int mostFalseFinds) {
      this.spec = spec(id);
      this.leastRecall = leastRecall;
      this.mostFalseFinds = mostFalseFinds;
    }

    @Override
    protected FaceDetector open() {
      return OnnxDetector.open(
          RealFiles.model(ModelCatalog.card(spec.id()).file().orElseThrow().name()), spec);
    }

    @Override
    protected double leastRecall() {
      return leastRecall;
    }

    @Override
    protected int mostFalseFinds() {
      return mostFalseFinds;
    }

    // All rows are closed by the same class, which YuNet's test closes more often.
    @Override
    protected int closings() {
      return 8;
    }
  }

  @Nested
  class Scrfd500m extends Row {
    Scrfd500m() {
      super("scrfd-500m", 0.98, 2);
    }
  }

  @Nested
  class Scrfd2500m extends Row {
    Scrfd2500m() {
      super("scrfd-2.5g", 0.97, 2);
    }
  }

  @Nested
  class RetinaFace640 extends Row {
    RetinaFace640() {
      super("retinaface", 0.98, 4);
    }
  }

  @Nested
  class RetinaFace320 extends Row {
    RetinaFace320() {
      super("retinaface-320", 0.96, 4);
    }
  }

  @Nested
  class Rfb extends Row {
    Rfb() {
      super("rfb320", 0.96, 4);
    }
  }

  @Nested
  class YoloV8 extends Row {
    YoloV8() {
      super("yolov8-face", 0.97, 6);
    }
  }
}
