package io.faceattendance.match.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How well searches tell who somebody is and that somebody is a stranger (open-set identification,
 * ISO/IEC 19795-1). A rate that the searches cannot support is empty.
 *
 * <p>A search brings its most similar person if that similarity is at or above the threshold;
 * whether a second person is nearly as similar plays no part, so what an application calls
 * ambiguous counts as brought. A search of a known person in which no face was found, or whose
 * person could not be enrolled, is a miss whatever the threshold. A search of a stranger in which
 * no face was found is no search, so it does not enter the FPIR, which it would only make look
 * better.
 *
 * @param probesKnown how many searches of persons who belong to the gallery
 * @param probesUnknown how many searches of strangers, those without a face included
 * @param failuresToAcquire how many of both had no face
 * @param rank1 rank-1 identification rate: the share of known searches whose most similar person is
 *     the right one
 * @param tpirAtFpir1e2 true positive identification rate: the share of known searches that bring
 *     the right person, at the threshold that brings somebody for at most 1 % of the strangers;
 *     empty with fewer than 100 strangers' searches with a face
 * @param tpirAtFpir1e1 the same at 10 %; empty with fewer than 10
 * @param fpirMeasured false positive identification rate at the threshold that was given: the share
 *     of strangers' searches with a face that bring anybody
 * @param fnirMeasured false negative identification rate there: the share of known searches that do
 *     not bring the right person
 * @param fpir95 the 95 % interval of that FPIR
 */
public record IdentificationEvaluation(
    int probesKnown,
    int probesUnknown,
    int failuresToAcquire,
    OptionalDouble rank1,
    OptionalDouble tpirAtFpir1e2,
    OptionalDouble tpirAtFpir1e1,
    OptionalDouble fpirMeasured,
    OptionalDouble fnirMeasured,
    Optional<FpirInterval> fpir95) {

  /**
   * Evaluates.
   *
   * @param searches all searches in one gallery
   * @param threshold the similarity from which on a search brings its most similar person, such as
   *     that of {@link io.faceattendance.match.FaceMatcher#identificationThreshold}
   * @param enrolled how many persons have a template in the gallery
   * @return the figures
   * @throws IllegalArgumentException if more persons were brought than are enrolled
   */
  public static IdentificationEvaluation of(
      List<ProbeSearch> searches, double threshold, int enrolled) {
    List<ProbeSearch> known = searches.stream().filter(ProbeSearch::known).toList();
    List<ProbeSearch> strangers =
        searches.stream().filter(one -> !one.known() && one.best().isPresent()).toList();
    ScoreCurve curve = ScoreCurve.of(pairs(searches));
    return new IdentificationEvaluation(
        known.size(),
        searches.size() - known.size(),
        count(searches, one -> one.best().isEmpty()),
        share(known, ProbeSearch::isRightAtRank1),
        tpir(known, curve, 100),
        tpir(known, curve, 10),
        share(strangers, one -> one.bringsSomebodyAt(threshold)),
        share(known, one -> !(one.isRightAtRank1() && one.bringsSomebodyAt(threshold))),
        interval(strangers, threshold, enrolled));
  }

  /**
   * Evaluates every group by itself, all in the same gallery and at the same threshold. Searches
   * without a group are left out.
   *
   * @param searches all searches in one gallery
   * @param threshold as for {@link #of}
   * @param enrolled as for {@link #of}
   * @return the figures of each group, by its name in alphabetical order
   */
  public static Map<String, IdentificationEvaluation> byGroup(
      List<ProbeSearch> searches, double threshold, int enrolled) {
    Map<String, List<ProbeSearch>> groups =
        searches.stream()
            .filter(one -> one.group().isPresent())
            .collect(
                Collectors.groupingBy(
                    one -> one.group().orElseThrow(), TreeMap::new, Collectors.toList()));
    Map<String, IdentificationEvaluation> figures = new TreeMap<>();
    groups.forEach((name, group) -> figures.put(name, of(group, threshold, enrolled)));
    return figures;
  }

  static List<ScoredPair> pairs(List<ProbeSearch> searches) {
    return searches.stream().flatMap(one -> one.asPair().stream()).toList();
  }

  private static OptionalDouble tpir(List<ProbeSearch> known, ScoreCurve curve, int searches) {
    return known.isEmpty() ? OptionalDouble.empty() : curve.tarAtOneFalseMatchIn(searches);
  }

  private static Optional<FpirInterval> interval(
      List<ProbeSearch> strangers, double threshold, int enrolled) {
    if (strangers.isEmpty()) {
      return Optional.empty();
    }
    List<FpirInterval.Search> searches =
        strangers.stream()
            .map(
                one ->
                    new FpirInterval.Search(
                        one.person(),
                        one.best()
                            .filter(best -> one.bringsSomebodyAt(threshold))
                            .map(best -> best.person())))
            .toList();
    return Optional.of(FpirInterval.of(searches, enrolled));
  }

  private static OptionalDouble share(List<ProbeSearch> searches, Predicate<ProbeSearch> which) {
    return searches.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count(searches, which) / searches.size());
  }

  private static int count(List<ProbeSearch> searches, Predicate<ProbeSearch> which) {
    return (int) searches.stream().filter(which).count();
  }
}
