package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.detect.MultiScale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelOptionsTest {

  /** Finds nothing, and remembers how large the pictures were. */
  private static final class Looking implements FaceDetector {
    final List<Integer> longestSides = new ArrayList<>();

    @Override
    public List<Face> detect(Image image) {
      longestSides.add(Math.max(image.width(), image.height()));
      return List.of();
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void looksForLargeFacesOnceAndNotInEveryTile() {
    ModelOptions options = new ModelOptions();
    options.tiled = true;
    options.multiScale = true;
    Looking looking = new Looking();
    FaceModels models = FaceModels.of(() -> looking, ModelOptionsTest::none);

    try (FaceDetector detector = options.decorated(models).openDetector()) {
      detector.detect(Image.of(1200, 900, new byte[1200 * 900 * 3]));
    }

    int shrunk = MultiScale.defaults().longestSide();
    assertThat(looking.longestSides).containsOnlyOnce(shrunk).containsOnlyOnce(1200);
    assertThat(looking.longestSides).hasSizeGreaterThan(4);
  }

  private static FaceEmbedder none() {
    throw new AssertionError("no embedder is wanted");
  }
}
