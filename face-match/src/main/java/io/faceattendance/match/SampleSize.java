package io.faceattendance.match;

import java.util.function.IntPredicate;

/**
 * How many people with a number of pictures each are enough to bound a false match rate by a
 * target, if no false match is seen among them: by the "rule of 3", two pictures of different
 * people must be compared 2.996 / target times. Pure functions.
 */
final class SampleSize {
  private static final double RULE_OF_3 = ErrorBounds.poissonUpper95(0);

  private SampleSize() {}

  /** For a target that stays the same, whoever is added. */
  static int peopleFor(double targetFmr, double picturesEach) {
    return fewest(people -> isEnough(people, picturesEach, targetFmr));
  }

  /** For a search among these people, which compares more the more there are. */
  static int ownPeopleFor(double targetFpir, int comparisonsEach, double picturesEach) {
    return fewest(
        people -> {
          long comparisons = Math.min(Integer.MAX_VALUE, (long) people * comparisonsEach);
          double targetFmr = MatchPolicy.targetFmr(targetFpir, (int) comparisons);
          return isEnough(people, picturesEach, targetFmr);
        });
  }

  private static boolean isEnough(int people, double picturesEach, double targetFmr) {
    double pairs = people * (people - 1.0) / 2;
    double comparisons = pairs * ImpostorPairs.independent(picturesEach, picturesEach);
    return comparisons >= RULE_OF_3 / FmrMeasurement.clipped(targetFmr);
  }

  /** The smallest number that is enough, as every greater one is. */
  private static int fewest(IntPredicate isEnough) {
    int low = 1;
    int high = Integer.MAX_VALUE;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (isEnough.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
