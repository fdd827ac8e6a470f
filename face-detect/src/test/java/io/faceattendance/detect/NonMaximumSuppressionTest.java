package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {
  private static final double OVERLAP = 0.3;

  @RepeatedTest(100)
  void keepsNoTwoThatOverlapAndDropsNoneThatOverlapsNoBetterOne(RepetitionInfo trial) {
    Detections found = random(trial.getCurrentRepetition());
    int[] kept = NonMaximumSuppression.keep(found, OVERLAP);

    assertThat(kept).doesNotHaveDuplicates().isNotEmpty();
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(found.iou(kept[i], kept[j])).isLessThanOrEqualTo((float) OVERLAP);
        assertThat(found.score(kept[j])).isGreaterThanOrEqualTo(found.score(kept[i]));
      }
    }
    for (int index = 0; index < found.size(); index++) {
      assertThat(isKeptOrCovered(found, kept, index)).isTrue();
    }
  }

  @RepeatedTest(100)
  void isIdempotent(RepetitionInfo trial) {
    Detections found = random(trial.getCurrentRepetition());
    int[] kept = NonMaximumSuppression.keep(found, OVERLAP);
    Detections remaining = new Detections();
    for (int index : kept) {
      add(
          remaining,
          found.score(index),
          found.box(index, 0),
          found.box(index, 1),
          found.box(index, 2),
          found.box(index, 3));
    }

    int[] again = NonMaximumSuppression.keep(remaining, OVERLAP);

    assertThat(again).hasSize(kept.length).isSorted();
  }

  @Test
  void takesABoxInsideAnotherForTheSameFaceIfAsked() {
    Detections found = new Detections();
    add(found, 0.5f, 40, 40, 10, 10);
    add(found, 0.9f, 0, 0, 100, 100);
    add(found, 0.4f, 96, 0, 10, 10);

    assertThat(NonMaximumSuppression.keep(found, 0.7)).containsExactly(1, 0, 2);
    assertThat(NonMaximumSuppression.keepBySmaller(found, 0.7)).containsExactly(1, 2);
    assertThat(NonMaximumSuppression.keepBySmaller(found, 0.3)).containsExactly(1);
  }

  @Test
  void keepsTheFirstOfEqualScores() {
    Detections found = new Detections();
    add(found, 0.7f, 100, 100, 10, 10);
    add(found, 0.9f, 0, 0, 10, 10);
    add(found, 0.9f, 1, 1, 10, 10);
    add(found, 0.9f, 50, 50, 10, 10);

    assertThat(NonMaximumSuppression.keep(found, OVERLAP)).containsExactly(1, 3, 0);
  }

  @Test
  void keepsAnOverlapOfExactlyTheThreshold() {
    Detections found = new Detections();
    add(found, 0.9f, 0, 0, 10, 10);
    add(found, 0.8f, 0, 0, 10, 5);

    assertThat(NonMaximumSuppression.keep(found, 0.5)).containsExactly(0, 1);
    assertThat(NonMaximumSuppression.keep(found, 0.49)).containsExactly(0);
  }

  @Test
  void looksAtTheBestOfTooManyFinds() {
    Detections found = new Detections();
    int tooMany = NonMaximumSuppression.MOST + 10;
    for (int i = 0; i < tooMany; i++) {
      add(found, (float) i / tooMany, 20 * i, 0, 10, 10);
    }

    int[] kept = NonMaximumSuppression.keep(found, OVERLAP);

    assertThat(kept).hasSize(NonMaximumSuppression.MOST).startsWith(tooMany - 1);
    assertThat(kept[kept.length - 1]).isEqualTo(10);
  }

  @Test
  void dropsFindsThatAreNoBox() {
    Detections found = new Detections();
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (float value : bad) {
      add(found, 0.9f, value, 0, 10, 10);
      add(found, 0.9f, 0, 0, 10, value);
      int index = add(found, 0.9f, 0, 0, 10, 10);
      found.landmark(index, 4, 0, value);
    }
    add(found, 0.9f, 0, 0, 0, 10);
    add(found, 0.9f, 0, 0, 10, 0);
    add(found, 0.9f, 0, 0, 1e-30f, 1e-30f);
    add(found, 0.9f, 0, 0, 1e30f, 1e30f);
    int good = add(found, 0.8f, 0, 0, 10, 10);

    assertThat(NonMaximumSuppression.keep(found, OVERLAP)).containsExactly(good);
  }

  @Test
  void keepsNothingOfNothing() {
    assertThat(NonMaximumSuppression.keep(new Detections(), OVERLAP)).isEmpty();
  }

  private static boolean isKeptOrCovered(Detections found, int[] kept, int index) {
    for (int other : kept) {
      boolean covers =
          found.iou(other, index) > OVERLAP && found.score(other) >= found.score(index);
      if (other == index || covers) {
        return true;
      }
    }
    return false;
  }

  private static Detections random(long seed) {
    Random random = new Random(seed);
    Detections found = new Detections();
    int count = 1 + random.nextInt(300);
    for (int i = 0; i < count; i++) {
      add(
          found,
          random.nextInt(10) / 10f,
          random.nextFloat() * 100,
          random.nextFloat() * 100,
          1 + random.nextFloat() * 40,
          1 + random.nextFloat() * 40);
    }
    return found;
  }

  private static int add(Detections found, float score, float x, float y, float w, float h) {
    int index = found.add(score);
    found.box(index, x, y, w, h);
    return index;
  }
}
