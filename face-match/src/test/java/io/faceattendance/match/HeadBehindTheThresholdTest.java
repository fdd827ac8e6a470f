package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import io.faceattendance.match.Identification.Known;
import io.faceattendance.match.Identification.Reason;
import io.faceattendance.match.Identification.Unknown;
import io.faceattendance.match.head.Heads;
import io.faceattendance.match.head.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeadBehindTheThresholdTest {
  private static final int DIMENSION = 32;
  private static final PersonId ADA = PersonId.of("ada");
  private static final PersonId BOB = PersonId.of("bob");
  private static final MatchPolicy POLICY = MatchPolicy.defaults(measuredOnStrangers());

  private final SyntheticFaces faces = new SyntheticFaces(DIMENSION, 1);
  private final float[] ada = faces.direction();
  private final float[] bob = faces.direction();
  private final List<LabelledEmbedding> templates = new ArrayList<>();
  private GalleryIndex gallery = GalleryIndex.exact(faces.space());

  private static FmrTable measuredOnStrangers() {
    SyntheticFaces strangers = new SyntheticFaces(DIMENSION, 2);
    List<LabelledEmbedding> pictures = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      pictures.add(new LabelledEmbedding(SyntheticFaces.person(i), strangers.anybody()));
    }
    return FmrTable.measure(
        pictures,
        new FmrTable.Source(
            strangers.space(), List.of("00".repeat(32)), "random directions", "none"));
  }

  @BeforeEach
  void enrol() {
    gallery = GalleryIndex.exact(faces.space());
    templates.clear();
    for (int i = 0; i < 5; i++) {
      enrol(ADA, faces.picture(ada, 0.3), new UUID(1, i));
      enrol(BOB, faces.picture(bob, 0.3), new UUID(2, i));
    }
  }

  private void enrol(PersonId person, Embedding template, UUID id) {
    templates.add(new LabelledEmbedding(person, template));
    gallery.add(person, id, template);
  }

  /** Two people share all probability: a network gives every stranger to one of them. */
  @Test
  void neverNamesAStrangerOfWhomTheHeadIsSure() {
    FakeHead sure = head(probe -> new Head.Opinion(ADA, 0.995, true));
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY).withHead(sure);
    int named = 0;
    for (int i = 0; i < 2000; i++) {
      named += matcher.identify(faces.anybody()) instanceof Known ? 1 : 0;
    }
    assertThat(sure.asked).isEqualTo(2000);
    assertThat(named / 2000.0).isLessThan(0.015);
  }

  @Test
  void namesThosePeopleThatATrainedHeadAndTheThresholdAgreeOn() {
    Head svm = Heads.train(HeadKind.SVM, templates, Training.defaults());
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY).withHead(svm);
    assertThat(matcher.isHeadInForce()).isTrue();
    List<Identification> answers =
        matcher.identifyAll(
            List.of(faces.picture(bob, 0.3), faces.anybody(), faces.picture(ada, 0.3)));
    assertThat(((Known) answers.get(0)).person()).isEqualTo(BOB);
    assertThat(answers.get(1)).isInstanceOf(Unknown.class);
    assertThat(((Known) answers.get(2)).person()).isEqualTo(ADA);
    assertThat(matcher.identifyAll(List.of())).isEmpty();
  }

  @Test
  void isUnknownIfTheHeadAcceptsNobody() {
    FaceMatcher matcher =
        FaceMatcher.of(gallery, POLICY).withHead(head(probe -> new Head.Opinion(ADA, 0.6, false)));
    Identification answer = matcher.identify(faces.picture(ada, 0.1));
    assertThat(answer.reason()).isEqualTo(Reason.HEAD_REFUSES);
    assertThat(answer.similarity().orElseThrow()).isGreaterThan(0.9);
  }

  /** A head that knows other people than those enrolled now decides nothing. */
  @Test
  void answersWithoutTheHeadAsSoonAsSomebodyComesOrGoes() {
    FakeHead refusing = head(probe -> new Head.Opinion(ADA, 0.1, false));
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY).withHead(refusing);
    FaceMatcher raw = FaceMatcher.of(gallery, POLICY);
    Embedding probe = faces.picture(ada, 0.1);
    assertThat(matcher.identify(probe).reason()).isEqualTo(Reason.HEAD_REFUSES);

    enrol(PersonId.of("cleo"), faces.anybody(), new UUID(3, 1));
    assertThat(matcher.isHeadInForce()).isFalse();
    assertThat(matcher.identify(probe)).isEqualTo(raw.identify(probe)).isInstanceOf(Known.class);

    // As many people as the head knows, but not the same.
    gallery.remove(BOB);
    assertThat(gallery.persons()).isEqualTo(2);
    assertThat(matcher.isHeadInForce()).isFalse();
    assertThat(matcher.identify(probe)).isEqualTo(raw.identify(probe));
    assertThat(refusing.asked).isEqualTo(1);

    gallery.remove(PersonId.of("cleo"));
    gallery.add(BOB, new UUID(2, 9), faces.picture(bob, 0.1));
    assertThat(matcher.isHeadInForce()).isTrue();
    assertThat(matcher.identify(probe).reason()).isEqualTo(Reason.HEAD_REFUSES);
  }

  @Test
  void comparesThePeopleOnlyWhenTheGalleryHasChanged() {
    Set<PersonId> people = gallery.people();
    assertThat(gallery.people()).isSameAs(people);
    HeadGate gate = new HeadGate(head(probe -> new Head.Opinion(ADA, 1, true)));
    assertThat(gate.knowsExactly(people)).isTrue();
    gallery.remove(ADA);
    assertThat(people).containsExactlyInAnyOrder(ADA, BOB);
    assertThat(gate.knowsExactly(gallery.people())).isFalse();
    assertThat(gate.knowsExactly(people)).isTrue();
  }

  @Test
  void neverAsksTheHeadInAVerification() {
    FakeHead refusing = head(probe -> new Head.Opinion(ADA, 0.1, false));
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY).withHead(refusing);
    assertThat(matcher.verify(BOB, faces.picture(bob, 0.1)).verified()).isTrue();
    assertThat(refusing.asked).isZero();
  }

  @Test
  void refusesAHeadOfAnotherSpace() {
    FakeHead other =
        new FakeHead(
            SyntheticFaces.space(DIMENSION + 1),
            Set.of(ADA, BOB),
            probe -> new Head.Opinion(ADA, 1, true));
    FaceMatcher matcher = FaceMatcher.of(gallery, POLICY);
    assertThatIllegalArgumentException().isThrownBy(() -> matcher.withHead(other));
  }

  private FakeHead head(Function<Embedding, Head.Opinion> opinion) {
    return new FakeHead(faces.space(), Set.of(ADA, BOB), opinion);
  }
}
