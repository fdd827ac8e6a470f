package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.detect.MtcnnPyramid.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class MtcnnPyramidTest {

  @Test
  void beginsWhereTheSmallestFaceFillsTheWindow() {
    assertThat(MtcnnPyramid.levels(640, 480, 20).get(0)).isEqualTo(new Level(384, 288));
    assertThat(MtcnnPyramid.levels(640, 480, 60).get(0)).isEqualTo(new Level(128, 96));
    assertThat(MtcnnPyramid.levels(641, 481, 12).get(0)).isEqualTo(new Level(641, 481));
  }

  @Test
  void halvesTheAreaAtEachLevelUntilTheWindowIsLargerThanThePicture() {
    List<Level> levels = MtcnnPyramid.levels(2000, 1600, 12);
    for (int i = 1; i < levels.size(); i++) {
      double expected = 0.709 * levels.get(i - 1).columns();
      assertThat((double) levels.get(i).columns()).isCloseTo(expected, within(1.0));
    }
    Level last = levels.get(levels.size() - 1);
    assertThat(last.rows()).isBetween(12, 17);
    assertThat(last.columns()).isGreaterThanOrEqualTo(last.rows());
  }

  @Test
  void hasNoLevelForAPictureSmallerThanTheSmallestFace() {
    assertThat(MtcnnPyramid.levels(19, 4000, 20)).isEmpty();
    assertThat(MtcnnPyramid.levels(4000, 1, 20)).isEmpty();
    assertThat(MtcnnPyramid.levels(11, 11, 12)).isEmpty();
    assertThat(MtcnnPyramid.levels(20, 20, 20)).containsExactly(new Level(12, 12));
    assertThat(MtcnnPyramid.levels(12, 12, 12)).containsExactly(new Level(12, 12));
  }
}
