package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.Identification.Unknown;
import io.faceattendance.match.MatchPolicy.WhenUnsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaceMatcherTest {
  private static final int DIMENSION = 32;
  private static final MatchPolicy POLICY = MatchPolicy.defaults(measuredOnStrangers());

  private static FmrTable measuredOnStrangers() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 1);
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      pictures.add(new LabelledEmbedding(SyntheticFaces.person(i), faces.anybody()));
    }
    return FmrTable.measure(
        pictures,
        new FmrTable.Source(faces.space(), List.of("00".repeat(32)), "random directions", "none"));
  }

  /** The promise of the policy, on strangers that neither the table nor the gallery has seen. */
  @ParameterizedTest
  @ValueSource(ints = {4, 20, 100})
  void letsInNoMoreStrangersThanThePolicySays(int persons) {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 2);
    int named = 0;
    int searches = 0;
    for (int gallery = 0; gallery < 20; gallery++) {
      FaceMatcher matcher = FaceMatcher.of(galleryOf(persons, faces), POLICY.withMargin(0));
      assertThat(POLICY.identification(persons).targetSupported()).isTrue();
      for (int probe = 0; probe < 1000; probe++) {
        named += matcher.identify(faces.anybody()) instanceof Known ? 1 : 0;
        searches++;
      }
    }
    // The row below the asked rate takes up to a ninth off, the bound up to a fifth; sampling about
    // a tenth either way.
    assertThat((double) named / searches).isBetween(0.0065, 0.0110);
  }

  private static GalleryIndex galleryOf(int persons, SyntheticFaces faces) {
    GalleryIndex gallery = GalleryIndex.exact(faces.space());
    for (int i = 0; i < persons; i++) {
      gallery.add(SyntheticFaces.person(i), new UUID(1, i), faces.anybody());
    }
    return gallery;
  }

  /** A person's best template answers: what counts is how many there are. */
  @Test
  void letsInNoMoreStrangersWhenPeopleHaveSeveralTemplates() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 12);
    int named = 0;
    for (int gallery = 0; gallery < 20; gallery++) {
      GalleryIndex index = galleryOf(20, faces);
      for (int i = 0; i < 20; i++) {
        index.add(SyntheticFaces.person(i), new UUID(2, i), faces.anybody());
        index.add(SyntheticFaces.person(i), new UUID(3, i), faces.anybody());
      }
      FaceMatcher matcher = FaceMatcher.of(index, POLICY.withMargin(0));
      for (int probe = 0; probe < 1000; probe++) {
        named += matcher.identify(faces.anybody()) instanceof Known ? 1 : 0;
      }
    }
    // Counting the 20 persons would let in three times as many.
    assertThat(named / 20_000.0).isBetween(0.0065, 0.0110);
  }

  @Test
  void findsThoseInAPhotoWhoAreEnrolledAndNobodyElse() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 3);
    Random random = new Random(4);
    GalleryIndex gallery = GalleryIndex.exact(faces.space());
    List<float[]> people = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      people.add(faces.direction());
      gallery.add(SyntheticFaces.person(i), new UUID(1, i), faces.picture(people.get(i), 0.2));
      gallery.add(SyntheticFaces.person(i), new UUID(2, i), faces.picture(people.get(i), 0.2));
    }
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY);
    int present = random.nextInt(10);
    List<Embedding> photo =
        List.of(
            faces.picture(people.get(present), 0.2),
            faces.picture(people.get(present + 7), 0.2),
            faces.picture(faces.direction(), 0.2));
    List<Identification> answers = matcher.identifyAll(photo);
    assertThat(((Known) answers.get(0)).person()).isEqualTo(SyntheticFaces.person(present));
    assertThat(((Known) answers.get(1)).person()).isEqualTo(SyntheticFaces.person(present + 7));
    assertThat(answers.get(2)).isInstanceOf(Unknown.class);
    assertThat(answers.get(0).threshold()).isEqualTo(POLICY.identification(2 * 30));
    assertThat(matcher.identifyAll(List.of())).isEmpty();
  }

  /** Two photos of one scene side by side: the second face of a person is not a second person. */
  @Test
  void knowsAPersonOnceInAPhoto() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 5);
    GalleryIndex gallery = GalleryIndex.exact(faces.space());
    float[] ada = faces.direction();
    Embedding template = faces.picture(ada, 0.1);
    gallery.add(PersonId.of("ada"), new UUID(1, 1), template);
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY);
    List<Identification> answers =
        matcher.identifyAll(List.of(faces.picture(ada, 0.3), template, faces.anybody()));
    assertThat(answers.get(0).reason()).isEqualTo(Identification.Reason.PERSON_IS_ANOTHER_FACE);
    assertThat(answers.get(1)).isInstanceOf(Known.class);
    assertThat(answers.get(2)).isInstanceOf(Unknown.class);
  }

  @Test
  void saysUnknownWhileNobodyIsEnrolled() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 6);
    FaceMatcher matcher = FaceMatcher.of(GalleryIndex.exact(faces.space()), POLICY);
    Identification answer = matcher.identify(faces.anybody());
    assertThat(answer.reason()).isEqualTo(Identification.Reason.NOBODY_ENROLLED);
    assertThat(answer.threshold()).isEqualTo(POLICY.identification(1));
  }

  @Test
  void verifiesTwoFacesAndAClaim() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 7);
    float[] ada = faces.direction();
    Embedding first = faces.picture(ada, 0.1);
    Embedding second = faces.picture(ada, 0.1);
    Embedding stranger = Embedding.of(faces.space(), negated(ada));
    GalleryIndex gallery = GalleryIndex.exact(faces.space());
    gallery.add(PersonId.of("ada"), new UUID(1, 1), stranger);
    gallery.add(PersonId.of("ada"), new UUID(1, 2), first);
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY);
    assertThat(matcher.verify(first, second).verified()).isTrue();
    assertThat(matcher.verify(first, stranger).verified()).isFalse();
    Verification claim = matcher.verify(PersonId.of("ada"), second);
    assertThat(claim.verified()).isTrue();
    assertThat(claim.similarity()).isCloseTo(first.cosine(second), within(1e-12));
    assertThat(claim.threshold()).isEqualTo(POLICY.verification());
  }

  private static float[] negated(float[] vector) {
    float[] negated = vector.clone();
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -vector[i];
    }
    return negated;
  }

  @Test
  void saysWhyAVerificationIsWhatItIs() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 7);
    Embedding ada = faces.anybody();
    Embedding other = Embedding.of(faces.space(), negated(ada.vector()));
    FaceMatcher matcher = FaceMatcher.of(GalleryIndex.exact(faces.space()), POLICY);
    assertThat(matcher.verify(ada, ada).reason()).isEqualTo(Verification.Reason.MATCHED);
    assertThat(matcher.verify(ada, other).reason()).isEqualTo(Verification.Reason.BELOW_THRESHOLD);
  }

  @Test
  void namesNobodyWhereThePolicyRefusesAnUnsupportedTarget() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 10);
    GalleryIndex gallery = galleryOf(2, faces);
    Embedding ada = faces.anybody();
    gallery.add(PersonId.of("ada"), new UUID(2, 1), ada);
    MatchPolicy ambitious = POLICY.withTargetFpir(1e-9).withTargetFmr(1e-9);
    FaceMatcher strictest = FaceMatcher.of(gallery, ambitious);
    FaceMatcher refusing =
        FaceMatcher.of(gallery, ambitious.withWhenUnsupported(WhenUnsupported.REFUSE));

    Identification named = strictest.identify(ada);
    assertThat(named).isInstanceOf(Known.class);
    assertThat(named.threshold().targetSupported()).isFalse();
    Identification refused = refusing.identify(ada);
    assertThat(refused).isInstanceOf(Unknown.class);
    assertThat(refused.reason()).isEqualTo(Identification.Reason.TARGET_NOT_SUPPORTED);
    assertThat(refused.similarity()).isEqualTo(named.similarity());
    assertThat(refused.margin()).isEqualTo(named.margin());
    assertThat(refused.threshold()).isEqualTo(named.threshold());
    assertThat(refusing.identify(faces.anybody()).reason())
        .isEqualTo(Identification.Reason.TARGET_NOT_SUPPORTED);

    assertThat(strictest.verify(ada, ada).verified()).isTrue();
    Verification claim = refusing.verify(PersonId.of("ada"), ada);
    assertThat(claim.verified()).isFalse();
    assertThat(claim.reason()).isEqualTo(Verification.Reason.TARGET_NOT_SUPPORTED);
    assertThat(claim.similarity()).isEqualTo(strictest.verify(ada, ada).similarity());
  }

  @Test
  void refusesNothingWhereTheTargetIsSupportedOrNobodyIsEnrolled() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 11);
    MatchPolicy refusing = POLICY.withWhenUnsupported(WhenUnsupported.REFUSE);
    GalleryIndex gallery = GalleryIndex.exact(faces.space());
    Embedding ada = faces.anybody();
    FaceMatcher ambitious = FaceMatcher.of(gallery, refusing.withTargetFpir(1e-9));
    assertThat(ambitious.identify(ada).reason()).isEqualTo(Identification.Reason.NOBODY_ENROLLED);
    gallery.add(PersonId.of("ada"), new UUID(2, 1), ada);
    FaceMatcher matcher = FaceMatcher.of(gallery, refusing);
    assertThat(matcher.identify(ada)).isInstanceOf(Known.class);
    assertThat(matcher.verify(ada, ada).verified()).isTrue();
  }

  /** The threshold follows what a search is worth: templates, or two for the mean of several. */
  @Test
  void countsTwoForAPersonWhoseMeanIsCompared() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 12);
    GalleryIndex best = GalleryIndex.exact(faces.space());
    GalleryIndex mean = GalleryIndex.exact(faces.space(), TemplateScoring.MEAN);
    for (int i = 0; i < 60; i++) {
      Embedding face = faces.anybody();
      best.add(SyntheticFaces.person(i / 3), new UUID(1, i), face);
      mean.add(SyntheticFaces.person(i / 3), new UUID(1, i), face);
    }
    assertThat(FaceMatcher.of(best, POLICY).identificationThreshold())
        .isEqualTo(POLICY.identification(60));
    assertThat(FaceMatcher.of(mean, POLICY).identificationThreshold())
        .isEqualTo(POLICY.identification(40));
  }

  @Test
  void saysThatAClaimedIdIsNotEnrolled() {
    SyntheticFaces faces = new SyntheticFaces(DIMENSION, 8);
    FaceMatcher matcher = FaceMatcher.of(GalleryIndex.exact(faces.space()), POLICY);
    assertThatExceptionOfType(FaceException.class)
        .isThrownBy(() -> matcher.verify(PersonId.of("nobody"), faces.anybody()))
        .withMessageContaining("nobody");
  }

  @Test
  void refusesAnotherSpace() {
    SyntheticFaces other = new SyntheticFaces(DIMENSION + 1, 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaceMatcher.of(GalleryIndex.exact(other.space()), POLICY));
    FaceMatcher matcher =
        FaceMatcher.of(GalleryIndex.exact(SyntheticFaces.space(DIMENSION)), POLICY);
    assertThatIllegalArgumentException().isThrownBy(() -> matcher.identify(other.anybody()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matcher.verify(other.anybody(), other.anybody()));
  }
}
