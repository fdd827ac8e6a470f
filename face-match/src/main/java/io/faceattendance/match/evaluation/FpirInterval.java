package io.faceattendance.match.evaluation;

import io.faceattendance.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The two-sided 95 % interval of a false positive identification rate (FPIR, ISO/IEC 19795-1) that
 * was measured with several searches of a stranger and one gallery for all searches.
 *
 * <p>Such searches are not independent: a stranger who resembles somebody does so in every picture,
 * and so does an enrolled person whom many strangers resemble. The variance is therefore the one
 * over strangers and over enrolled persons together (two-way clusters: Cameron, Gelbach and Miller,
 * Journal of Business and Economic Statistics 29, 2011), at least each of them alone and that of
 * independent searches. The interval is that of Clopper and Pearson at the number of independent
 * searches that would have this variance (Korn and Graubard, Survey Methodology 24, 1998, without
 * their factor for few clusters).
 *
 * @param searches how many searches for strangers, at least 1
 * @param errors how many of them brought somebody
 * @param effectiveSearches how many independent searches would tell as much, at most {@code
 *     searches}; all of them if none or each brought somebody, as nothing shows a dependence then
 * @param lower lower end of the interval of the rate, 0 to 1
 * @param upper upper end, 0 to 1
 */
public record FpirInterval(
    int searches, int errors, double effectiveSearches, double lower, double upper) {
  private static final double TAIL = 0.025;

  /**
   * One search for somebody who is not enrolled.
   *
   * @param stranger whose picture it is
   * @param hit the enrolled person it brought, if any
   */
  public record Search(PersonId stranger, Optional<PersonId> hit) {}

  /**
   * Computes the interval.
   *
   * @param searches all searches in one gallery, at least one
   * @param enrolled how many persons were enrolled, those who were never brought included, at least
   *     1
   * @return the interval
   * @throws IllegalArgumentException if there is no search, or more persons were brought than
   *     enrolled
   */
  public static FpirInterval of(List<Search> searches, int enrolled) {
    if (searches.isEmpty()) {
      throw new IllegalArgumentException("expected at least one search, got none");
    }
    Map<PersonId, Integer> hits = new HashMap<>();
    searches.forEach(one -> one.hit().ifPresent(person -> hits.merge(person, 1, Integer::sum)));
    if (enrolled < Math.max(1, hits.size())) {
      throw new IllegalArgumentException(
          "expected at least as many persons enrolled as searches brought and at least 1, got %d, with %d brought"
              .formatted(enrolled, hits.size()));
    }
    int errors = hits.values().stream().mapToInt(Integer::intValue).sum();
    return of(errors, searches.size(), effective(searches, errors, hits, enrolled));
  }

  /**
   * The plain interval of Clopper and Pearson, which takes every search for independent. With
   * several searches of one stranger, or strangers who resemble one enrolled person, it is too
   * narrow: see {@link #of}.
   *
   * @param errors how many searches brought somebody, 0 to {@code searches}
   * @param searches how many searches for strangers, at least 1
   * @return the interval, with as many effective searches as searches
   * @throws IllegalArgumentException if a number is out of range
   */
  public static FpirInterval independent(int errors, int searches) {
    if (searches < 1 || errors < 0 || errors > searches) {
      throw new IllegalArgumentException(
          "expected 0 to n errors of n searches, n at least 1, got %d of %d"
              .formatted(errors, searches));
    }
    return of(errors, searches, searches);
  }

  /**
   * The rate that was measured.
   *
   * @return errors over searches, 0 to 1
   */
  public double rate() {
    return (double) errors / searches;
  }

  /**
   * Whether a rate lies in the interval.
   *
   * @param rate the rate
   * @return whether it is neither below the lower nor above the upper end
   */
  public boolean contains(double rate) {
    return rate >= lower && rate <= upper;
  }

  private static FpirInterval of(int errors, int searches, double effective) {
    double hits = effective * errors / searches;
    double misses = effective - hits;
    double lower =
        errors == 0 ? 0 : BetaDistribution.of(hits, misses + 1).inverseCumulativeProbability(TAIL);
    double upper =
        errors == searches
            ? 1
            : BetaDistribution.of(hits + 1, misses).inverseSurvivalProbability(TAIL);
    return new FpirInterval(searches, errors, effective, lower, upper);
  }

  private static double effective(
      List<Search> searches, int errors, Map<PersonId, Integer> hits, int enrolled) {
    double n = searches.size();
    double rate = errors / n;
    double independent = rate * (1 - rate) / n;
    if (independent == 0) {
      return n;
    }
    double byStrangers = overStrangers(searches, rate) - independent;
    // Over persons, a search's own chance is the sum of small ones: p and not p (1 - p).
    double own = rate * (1 - rate / enrolled) / n;
    double byEnrolled = overEnrolled(hits, errors, enrolled) / (n * n) - own;
    double variance = independent + Math.max(0, byStrangers) + Math.max(0, byEnrolled);
    return n * independent / variance;
  }

  private static double overStrangers(List<Search> searches, double rate) {
    Map<PersonId, Double> residuals = new HashMap<>();
    for (Search one : searches) {
      residuals.merge(one.stranger(), (one.hit().isPresent() ? 1 : 0) - rate, Double::sum);
    }
    int strangers = residuals.size();
    if (strangers == 1) {
      return 0;
    }
    // Summed in no order of a hash, which may differ between runs.
    double[] sorted =
        residuals.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double squares = 0;
    for (double residual : sorted) {
      squares += residual * residual;
    }
    double n = searches.size();
    return squares / (n * n) * strangers / (strangers - 1);
  }

  /** The variance of the number of errors if other persons of the kind had been enrolled. */
  private static double overEnrolled(Map<PersonId, Integer> hits, int errors, int enrolled) {
    if (enrolled == 1) {
      return 0;
    }
    double squares = hits.values().stream().mapToLong(count -> (long) count * count).sum();
    return (squares - (double) errors * errors / enrolled) * enrolled / (enrolled - 1);
  }
}
