package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KofNTest {
  private static final EmbeddingSpace PLANE = SyntheticFaces.space(2);
  // Uniform scores of 0 to 1: the threshold for an FMR of p is 1 - p.
  private static final MatchPolicy POLICY =
      MatchPolicy.defaults(
              FmrTable.of(
                  new Random(1).doubles(100_000).toArray(),
                  400,
                  new FmrTable.Source(PLANE, List.of("00".repeat(32)), "uniform", "none")))
          .withTargetFpir(0.1);

  @Test
  void namesThePersonWithTheSmallestMeanDistanceAmongThoseWithEnoughMatches() {
    List<KofN.Picture> enrolled =
        List.of(picture("ada", 0, 2), picture("bob", 1, 1), picture("cleo", 90, 90));
    KofN.Match match = new KofN(2, POLICY).identify(views(0, 1), enrolled).orElseThrow();
    assertThat(match.person()).isEqualTo(PersonId.of("bob"));
    assertThat(match.matches()).isEqualTo(4);
    double half = Math.toRadians(0.5);
    // Angles of 1, 1, 0 and 0 degrees: chords of 2 sin(angle / 2).
    assertThat(match.distance()).isCloseTo((2 * 2 * Math.sin(half)) / 4, within(1e-6));
  }

  @Test
  void namesNobodyWithFewerMatches() {
    // One of four comparisons is near; the threshold is a cosine of about 0.95, 18 degrees.
    List<KofN.Picture> enrolled = List.of(picture("ada", 0, 60));
    List<Embedding> probe = views(0, 120);
    assertThat(new KofN(2, POLICY).identify(probe, enrolled)).isEmpty();
    Optional<KofN.Match> one = new KofN(1, POLICY).identify(probe, enrolled);
    assertThat(one.orElseThrow().matches()).isEqualTo(1);
    assertThat(new KofN(5, POLICY).identify(views(0, 0), enrolled)).isEmpty();
    assertThat(new KofN(1, POLICY).identify(probe, List.of())).isEmpty();
  }

  @Test
  void takesTheBestPictureOfAPerson() {
    List<KofN.Picture> enrolled =
        List.of(picture("ada", 10, 10), picture("ada", 0, 0), picture("bob", 2, 2));
    KofN.Match match = new KofN(2, POLICY).identify(views(0, 0), enrolled).orElseThrow();
    assertThat(match.person()).isEqualTo(PersonId.of("ada"));
    assertThat(match.distance()).isCloseTo(0, within(1e-3));
  }

  @Test
  void neverDecidesBetweenTwoWhoAreEquallyNear() {
    List<KofN.Picture> enrolled = List.of(picture("ada", 3, 3), picture("bob", 3, 3));
    assertThat(new KofN(2, POLICY).identify(views(0, 0), enrolled)).isEmpty();
  }

  /** 3 pictures of 2 views against 2 views: 12 comparisons, a second of them as dangerous. */
  @Test
  void takesTheThresholdOfAKthOfAllComparisons() {
    List<KofN.Picture> enrolled =
        List.of(picture("ada", 0, 0), picture("bob", 90, 90), picture("cleo", 180, 180));
    for (int k = 1; k <= 4; k++) {
      assertThat(new KofN(k, POLICY).identify(views(0, 0), enrolled).orElseThrow().threshold())
          .isEqualTo(POLICY.identification(12 / k));
    }
    assertThat(new KofN(1, POLICY).identify(views(0), enrolled).orElseThrow().threshold())
        .isEqualTo(POLICY.identification(6));
  }

  /** Views that depend on each other fully (a face and itself), a little, and not at all. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 100})
  void letsInNoMoreStrangersThanThePolicySays(double difference) {
    SyntheticFaces faces = new SyntheticFaces(32, 3);
    KofN rule = new KofN(2, MatchPolicy.defaults(measured(faces)).withTargetFpir(0.05));
    int named = 0;
    for (int gallery = 0; gallery < 40; gallery++) {
      List<KofN.Picture> enrolled = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        enrolled.add(new KofN.Picture(SyntheticFaces.person(i), twoViews(faces, difference)));
      }
      for (int probe = 0; probe < 100; probe++) {
        named += rule.identify(twoViews(faces, difference), enrolled).isPresent() ? 1 : 0;
      }
    }
    assertThat(named / 4000.0).isLessThan(0.06);
  }

  private static List<Embedding> twoViews(SyntheticFaces faces, double difference) {
    float[] direction = faces.direction();
    return List.of(faces.picture(direction, difference), faces.picture(direction, difference));
  }

  private static FmrTable measured(SyntheticFaces faces) {
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      pictures.add(new LabelledEmbedding(SyntheticFaces.person(i), faces.anybody()));
    }
    return FmrTable.measure(
        pictures,
        new FmrTable.Source(faces.space(), List.of("00".repeat(32)), "random directions", "none"));
  }

  @Test
  void refusesWhatIsNoQuestion() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KofN(0, POLICY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KofN.Picture(PersonId.of("ada"), List.of()));
    KofN rule = new KofN(2, POLICY);
    assertThatIllegalArgumentException().isThrownBy(() -> rule.identify(List.of(), List.of()));
    Embedding foreign = new SyntheticFaces(3, 1).anybody();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.identify(List.of(foreign), List.of(picture("ada", 0))));
  }

  private static KofN.Picture picture(String person, double... degrees) {
    return new KofN.Picture(PersonId.of(person), views(degrees));
  }

  private static List<Embedding> views(double... degrees) {
    List<Embedding> views = new ArrayList<>();
    for (double angle : degrees) {
      double radians = Math.toRadians(angle);
      float[] vector = {(float) Math.cos(radians), (float) Math.sin(radians)};
      views.add(Embedding.of(PLANE, vector));
    }
    return views;
  }
}
