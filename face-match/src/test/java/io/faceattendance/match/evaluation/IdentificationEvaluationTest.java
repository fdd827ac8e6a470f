package io.faceattendance.match.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.PersonId;
import io.faceattendance.match.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class IdentificationEvaluationTest {
  private static final int ENROLLED = 5;

  /**
   * Known: right at 0.9 and 0.4, wrong at 0.8, no face. Strangers: 0.7, 0.5, no face. At 0.5 one of
   * four is found (the other right one is below), both strangers with a face bring somebody.
   */
  @Test
  void agreesWithACaseWorkedOutByHand() {
    IdentificationEvaluation figures =
        IdentificationEvaluation.of(
            List.of(
                known("a", "a", 0.9),
                known("b", "b", 0.4),
                known("c", "a", 0.8),
                ProbeSearch.withoutFace(PersonId.of("d"), true, Optional.empty()),
                stranger("x", "a", 0.7),
                stranger("y", "b", 0.5),
                ProbeSearch.withoutFace(PersonId.of("z"), false, Optional.empty())),
            0.5,
            ENROLLED);

    assertThat(figures.probesKnown()).isEqualTo(4);
    assertThat(figures.probesUnknown()).isEqualTo(3);
    assertThat(figures.failuresToAcquire()).isEqualTo(2);
    assertThat(figures.rank1()).hasValue(0.5);
    assertThat(figures.fpirMeasured()).hasValue(1);
    assertThat(figures.fnirMeasured()).hasValue(0.75);
    assertThat(figures.tpirAtFpir1e1()).isEmpty();
    assertThat(figures.tpirAtFpir1e2()).isEmpty();
    FpirInterval interval = figures.fpir95().orElseThrow();
    assertThat(interval.searches()).isEqualTo(2);
    assertThat(interval.errors()).isEqualTo(2);
    assertThat(interval.upper()).isEqualTo(1);
  }

  /** Ten strangers at 0.0 to 0.9: one may pass, so a known person must be above 0.8. */
  @Test
  void letsAtMostTheShareOfStrangersOverTheThreshold() {
    List<ProbeSearch> searches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      searches.add(stranger("s" + i, "a", i / 10.0));
    }
    searches.add(known("a", "a", 0.8));
    assertThat(tpirAt1e1(searches)).hasValue(0);
    searches.add(known("a", "a", Math.nextUp(0.8)));
    assertThat(tpirAt1e1(searches)).hasValue(0.5);
    // The wrong person at any similarity is no identification.
    searches.add(known("a", "b", 0.99));
    assertThat(tpirAt1e1(searches).orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void givesNoRateThatTheStrangersCannotSupport() {
    assertThat(tpirAt1e1(strangers(9))).isEmpty();
    assertThat(tpirAt1e1(strangers(10))).hasValue(1);
    assertThat(evaluate(strangers(99)).tpirAtFpir1e2()).isEmpty();
    assertThat(evaluate(strangers(100)).tpirAtFpir1e2()).hasValue(1);
    // One without a face is no search.
    List<ProbeSearch> faceless = strangers(9);
    faceless.add(ProbeSearch.withoutFace(PersonId.of("z"), false, Optional.empty()));
    assertThat(tpirAt1e1(faceless)).isEmpty();
  }

  @Test
  void leavesRatesOpenThatHaveNoSearches() {
    IdentificationEvaluation none = evaluate(List.of());
    assertThat(none)
        .isEqualTo(
            new IdentificationEvaluation(
                0,
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty()));
    List<ProbeSearch> strangers = strangers(200);
    strangers.removeIf(ProbeSearch::known);
    IdentificationEvaluation onlyStrangers = evaluate(strangers);
    assertThat(onlyStrangers.rank1()).isEmpty();
    assertThat(onlyStrangers.tpirAtFpir1e2()).isEmpty();
    assertThat(onlyStrangers.fnirMeasured()).isEmpty();
    assertThat(onlyStrangers.fpirMeasured()).hasValue(0);
    IdentificationEvaluation onlyKnown = evaluate(List.of(known("a", "a", 0.9)));
    assertThat(onlyKnown.fpirMeasured()).isEmpty();
    assertThat(onlyKnown.fpir95()).isEmpty();
    assertThat(onlyKnown.fnirMeasured()).hasValue(0);
  }

  @Test
  void countsASimilarityAtTheThresholdAsOver() {
    List<ProbeSearch> searches = List.of(known("a", "a", 0.5), stranger("x", "a", 0.5));
    assertThat(evaluate(searches).fpirMeasured()).hasValue(1);
    assertThat(evaluate(searches).fnirMeasured()).hasValue(0);
  }

  @Test
  void countsTwoEquallySimilarPersonsAsTheWrongOne() {
    for (List<String> order : List.of(List.of("a", "b"), List.of("b", "a"))) {
      List<Candidate> tie = order.stream().map(id -> candidate(id, 0.7)).toList();
      ProbeSearch search = ProbeSearch.of(PersonId.of("a"), true, Optional.empty(), tie);
      assertThat(evaluate(List.of(search)).rank1()).hasValue(0);
    }
    List<Candidate> clear = List.of(candidate("a", 0.7), candidate("b", 0.6));
    assertThat(
            evaluate(List.of(ProbeSearch.of(PersonId.of("a"), true, Optional.empty(), clear)))
                .rank1())
        .hasValue(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeSearch.of(PersonId.of("a"), true, Optional.empty(), List.of()))
        .withMessageContaining("at least one");
  }

  @Test
  void evaluatesEachGroupByItself() {
    List<ProbeSearch> all = new ArrayList<>();
    Random random = new Random(3);
    for (ProbeSearch search : randomSearches(random, 300)) {
      Optional<String> group =
          Optional.of("b<&>" + random.nextInt(2)).filter(any -> random.nextInt(4) > 0);
      all.add(new ProbeSearch(search.person(), search.known(), group, search.best()));
    }

    Map<String, IdentificationEvaluation> groups =
        IdentificationEvaluation.byGroup(all, 0.5, ENROLLED);

    assertThat(groups.keySet()).containsExactly("b<&>0", "b<&>1");
    groups.forEach(
        (name, figures) ->
            assertThat(figures)
                .isEqualTo(
                    evaluate(
                        all.stream()
                            .filter(one -> one.group().equals(Optional.of(name)))
                            .toList())));
  }

  @Test
  void agreesWithBruteForceOnRandomSearchesWithTiesAndFailures() {
    Random random = new Random(4);
    for (int trial = 0; trial < 50; trial++) {
      List<ProbeSearch> searches = randomSearches(random, 20 + random.nextInt(400));
      double threshold = random.nextInt(20) / 20.0;
      IdentificationEvaluation figures = IdentificationEvaluation.of(searches, threshold, ENROLLED);

      assertShare(figures.rank1(), tpir(searches, -1));
      assertShare(figures.fpirMeasured(), fpir(searches, threshold));
      assertShare(figures.fnirMeasured(), 1 - tpir(searches, threshold));
      assertShare(figures.tpirAtFpir1e1(), bestTpir(searches, 0.1));
      assertShare(figures.tpirAtFpir1e2(), bestTpir(searches, 0.01));
    }
  }

  private static void assertShare(OptionalDouble share, double expected) {
    if (share.isPresent()) {
      assertThat(share.getAsDouble()).isCloseTo(expected, within(1e-12));
    } else {
      assertThat(expected).isNaN();
    }
  }

  /** The greatest TPIR of all thresholds that keep the FPIR; scores are whole twentieths. */
  private static double bestTpir(List<ProbeSearch> searches, double fpir) {
    long strangers = count(searches, one -> !one.known() && one.best().isPresent());
    double best = strangers < Math.rint(1 / fpir) ? Double.NaN : 0;
    for (int fortieths = -1; fortieths <= 41; fortieths += 2) {
      double threshold = fortieths / 40.0;
      if (fpir(searches, threshold) <= fpir) {
        best = Math.max(best, tpir(searches, threshold));
      }
    }
    return best;
  }

  private static double fpir(List<ProbeSearch> searches, double threshold) {
    return (double) count(searches, one -> !one.known() && over(one, threshold))
        / count(searches, one -> !one.known() && one.best().isPresent());
  }

  private static double tpir(List<ProbeSearch> searches, double threshold) {
    long found =
        count(
            searches,
            one ->
                one.known()
                    && over(one, threshold)
                    && one.best().orElseThrow().person().equals(one.person()));
    return (double) found / count(searches, ProbeSearch::known);
  }

  private static boolean over(ProbeSearch search, double threshold) {
    return search.best().map(Candidate::similarity).filter(one -> one >= threshold).isPresent();
  }

  private static long count(List<ProbeSearch> searches, Predicate<ProbeSearch> which) {
    return searches.stream().filter(which).count();
  }

  private static List<ProbeSearch> randomSearches(Random random, int count) {
    List<ProbeSearch> searches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean known = random.nextInt(3) > 0;
      String person = known ? "p" + random.nextInt(ENROLLED) : "s" + random.nextInt(30);
      double score = (random.nextInt(15) + (known ? 5 : 0)) / 20.0;
      String brought = known && random.nextInt(4) > 0 ? person : "p" + random.nextInt(ENROLLED);
      searches.add(
          random.nextInt(20) == 0
              ? ProbeSearch.withoutFace(PersonId.of(person), known, Optional.empty())
              : search(person, known, brought, score));
    }
    return searches;
  }

  private static List<ProbeSearch> strangers(int count) {
    List<ProbeSearch> searches = new ArrayList<>(List.of(known("a", "a", 0.9)));
    for (int i = 0; i < count; i++) {
      searches.add(stranger("s" + i, "a", 0.1));
    }
    return searches;
  }

  private static OptionalDouble tpirAt1e1(List<ProbeSearch> searches) {
    return evaluate(searches).tpirAtFpir1e1();
  }

  private static IdentificationEvaluation evaluate(List<ProbeSearch> searches) {
    return IdentificationEvaluation.of(searches, 0.5, ENROLLED);
  }

  static ProbeSearch known(String person, String brought, double similarity) {
    return search(person, true, brought, similarity);
  }

  static ProbeSearch stranger(String person, String brought, double similarity) {
    return search(person, false, brought, similarity);
  }

  private static ProbeSearch search(
      String person, boolean known, String brought, double similarity) {
    return ProbeSearch.of(
        PersonId.of(person), known, Optional.empty(), List.of(candidate(brought, similarity)));
  }

  private static Candidate candidate(String person, double similarity) {
    return new Candidate(PersonId.of(person), similarity);
  }
}
