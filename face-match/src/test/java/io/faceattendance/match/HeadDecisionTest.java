package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.match.HeadDecision.Claim;
import io.faceattendance.match.Identification.Ambiguous;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.Identification.Reason;
import io.faceattendance.match.Identification.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class HeadDecisionTest {
  private static final Threshold THRESHOLD = new Threshold(0.4, 0.001, true);
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  @Test
  void letsTheHeadChooseAmongThoseOverTheThreshold() {
    List<Candidate> face = face("ada", 0.80, "bob", 0.78, "cleo", 0.2);
    Known known = (Known) decide(face, claim("bob", true, 0.78));
    assertThat(known.person()).isEqualTo(PersonId.of("bob"));
    assertThat(known.similarity()).hasValue(0.78);
    assertThat(known.margin().orElseThrow()).isCloseTo(-0.02, ROUNDING);
    // Without a head this face is ambiguous: its lead is below the margin.
    Known first = (Known) decide(face, claim("ada", true, 0.80));
    assertThat(first.margin().orElseThrow()).isCloseTo(0.02, ROUNDING);
  }

  @Test
  void isUnknownBelowTheThresholdHoweverSureTheHeadIs() {
    Identification answer = decide(face("ada", 0.399, "bob", 0.1), claim("ada", true, 0.399));
    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(answer.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
    assertThat(answer.similarity()).hasValue(0.399);
  }

  @Test
  void isUnknownIfTheHeadAcceptsNobody() {
    Identification answer = decide(face("ada", 0.8, "bob", 0.1), claim("ada", false, 0.8));
    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(answer.reason()).isEqualTo(Reason.HEAD_REFUSES);
    assertThat(answer.similarity()).hasValue(0.8);
    assertThat(answer.margin().orElseThrow()).isCloseTo(0.7, ROUNDING);
  }

  @Test
  void isAmbiguousIfTheHeadNamesSomebodyBelowTheThreshold() {
    Identification answer =
        decide(face("ada", 0.8, "bob", 0.5, "cleo", 0.3), claim("cleo", true, 0.3));
    assertThat(answer.reason()).isEqualTo(Reason.HEAD_REFUSES);
    assertThat(((Ambiguous) answer).candidates())
        .extracting(one -> one.person().value())
        .containsExactly("ada", "bob");
  }

  @Test
  void neverNamesSomebodyWhoIsGone() {
    Claim gone = new Claim(new Head.Opinion(PersonId.of("dan"), 1, true), OptionalDouble.empty());
    assertThat(decide(face("ada", 0.8), gone)).isInstanceOf(Ambiguous.class);
  }

  @Test
  void saysThatNobodyIsEnrolled() {
    Claim any = new Claim(new Head.Opinion(PersonId.of("dan"), 1, true), OptionalDouble.empty());
    assertThat(decide(face(), any).reason()).isEqualTo(Reason.NOBODY_ENROLLED);
  }

  @Test
  void givesAPersonToOneFaceOfAPhoto() {
    List<Identification> answers =
        HeadDecision.decide(
            List.of(face("ada", 0.6), face("ada", 0.9, "bob", 0.5), face("bob", 0.7)),
            List.of(claim("ada", true, 0.6), claim("ada", true, 0.9), claim("bob", true, 0.7)),
            THRESHOLD);
    assertThat(answers.get(0).reason()).isEqualTo(Reason.PERSON_IS_ANOTHER_FACE);
    assertThat(answers.get(0)).isInstanceOf(Ambiguous.class);
    assertThat(((Known) answers.get(1)).person()).isEqualTo(PersonId.of("ada"));
    assertThat(((Known) answers.get(2)).person()).isEqualTo(PersonId.of("bob"));
  }

  @Test
  void keepsItsPromisesOnRandomPhotos() {
    Random random = new Random(3);
    int known = 0;
    for (int trial = 0; trial < 2000; trial++) {
      List<List<Candidate>> faces = new ArrayList<>();
      List<Claim> claims = new ArrayList<>();
      for (int face = 0; face < 1 + random.nextInt(6); face++) {
        List<Candidate> candidates = new ArrayList<>();
        for (int person = 0; person < 6; person++) {
          double similarity = Math.rint(20 * random.nextDouble()) / 20;
          candidates.add(new Candidate(SyntheticFaces.person(person), similarity));
        }
        Candidate named = candidates.get(random.nextInt(6));
        claims.add(claim(named.person().value(), random.nextInt(4) > 0, named.similarity()));
        candidates.sort(Candidate.BEST_FIRST);
        faces.add(candidates);
      }
      known += check(HeadDecision.decide(faces, claims, THRESHOLD), claims);
    }
    assertThat(known).isGreaterThan(1000);
  }

  private static int check(List<Identification> answers, List<Claim> claims) {
    Set<PersonId> named = new HashSet<>();
    for (int face = 0; face < answers.size(); face++) {
      Claim claim = claims.get(face);
      if (answers.get(face) instanceof Known one) {
        assertThat(one.person()).isEqualTo(claim.person());
        assertThat(claim.opinion().accepted()).isTrue();
        assertThat(one.similarity().orElseThrow()).isGreaterThanOrEqualTo(0.4);
        assertThat(named.add(one.person())).as("each person once").isTrue();
      }
    }
    // Whoever the head gives to faces that are similar enough is on one of them.
    for (Claim claim : claims) {
      if (claim.isAccepted(THRESHOLD)) {
        assertThat(named).contains(claim.person());
      }
    }
    return named.size();
  }

  private static Identification decide(List<Candidate> face, Claim claim) {
    return HeadDecision.decide(List.of(face), List.of(claim), THRESHOLD).get(0);
  }

  private static Claim claim(String person, boolean accepted, double similarity) {
    return new Claim(
        new Head.Opinion(PersonId.of(person), 0.9, accepted), OptionalDouble.of(similarity));
  }

  private static List<Candidate> face(Object... personsAndSimilarities) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < personsAndSimilarities.length; i += 2) {
      candidates.add(
          new Candidate(
              PersonId.of((String) personsAndSimilarities[i]),
              (Double) personsAndSimilarities[i + 1]));
    }
    return candidates;
  }
}
