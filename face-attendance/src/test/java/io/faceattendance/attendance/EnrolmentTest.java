package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.Point;
import io.faceattendance.attendance.EnrolmentResult.Inconsistency;
import io.faceattendance.attendance.EnrolmentResult.Refusal;
import io.faceattendance.attendance.EnrolmentResult.RefusedPhoto;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.match.Identification;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final EnrolmentOptions DEFAULTS = EnrolmentOptions.defaults();

  @TempDir Path folder;
  private FaceAttendance attendance;

  @BeforeEach
  void open() {
    attendance = AttendanceFixture.open(folder);
  }

  @AfterEach
  void close() {
    attendance.close();
  }

  @Test
  void makesOneTemplateOfEachPhoto() {
    EnrolmentResult result = attendance.enrol(ADA, portrait(1), picture(Drawn.of(1).differing(20)));
    assertThat(result)
        .isEqualTo(new EnrolmentResult(ADA, 2, 2, 0, List.of(), List.of(), List.of(), List.of()));
    assertThat(attendance.people()).containsExactly(new EnrolledPerson(ADA, 2));
    assertThat(attendance.person(ADA.id())).contains(new EnrolledPerson(ADA, 2));
  }

  @Test
  void addsTemplatesToSomebodyWhoIsEnrolled() {
    attendance.enrol(ADA, portrait(1));
    EnrolmentResult result = attendance.enrol(ADA, picture(Drawn.of(1).differing(30)));
    assertThat(result.added()).isEqualTo(1);
    assertThat(result.templates()).isEqualTo(2);
    assertThat(attendance.people()).containsExactly(new EnrolledPerson(ADA, 2));
  }

  @Test
  void refusesAPhotoWithoutAFace() {
    assertRefused(picture(), DEFAULTS, Refusal.NO_FACE);
  }

  @Test
  void refusesSeveralFacesUnlessToldWhich() {
    Image both = picture(Drawn.of(1), Drawn.of(2).sized(80), Drawn.of(3));
    assertRefused(both, DEFAULTS, Refusal.SEVERAL_FACES);
    assertRefused(both, DEFAULTS.withChoice(FaceChoice.numbered(3)), Refusal.NO_SUCH_FACE);
    assertChosen(both, FaceChoice.numbered(0), 1);
    assertChosen(both, FaceChoice.largest(), 2);
    assertChosen(both, FaceChoice.nearestTheCentre(), 2);
    assertChosen(both, FaceChoice.nearest(new Point(290, 0)), 3);
  }

  private void assertChosen(Image photo, FaceChoice choice, int person) {
    attendance.enrol(ADA, List.of(photo), DEFAULTS.withChoice(choice));
    assertThat(nameOf(portrait(person))).as("%s", choice).isEqualTo("Ada");
    attendance.remove(ADA.id());
  }

  private String nameOf(Image portrait) {
    return attendance.identify(portrait).get(0).person().map(Person::name).orElse("nobody");
  }

  @Test
  void facesTooSmallToBeRecognisedDoNotCountAsOthers() {
    Image withPasserBy = picture(Drawn.of(1), Drawn.of(2).sized(20));
    assertThat(attendance.enrol(ADA, withPasserBy).added()).isEqualTo(1);
  }

  @Test
  void refusesAFaceThatIsTooSmallToEnrolThoughItCouldBeRecognised() {
    Image small = picture(Drawn.of(1).sized(39));
    assertRefused(small, DEFAULTS, Refusal.POOR_QUALITY);
    assertRefused(picture(Drawn.of(1).sized(20)), DEFAULTS, Refusal.POOR_QUALITY);
    RefusedPhoto refused = attendance.enrol(ADA, small).refused().get(0);
    assertThat(refused.findings()).containsExactly(new Finding(Defect.TOO_SMALL, 39, 40));
    assertThat(refused.message())
        .isEqualTo("the face is too small (TOO_SMALL: face size 39 px, expected at least 40 px)");
    assertThat(attendance.enrol(ADA, picture(Drawn.of(1).sized(40))).added()).isEqualTo(1);
    assertThat(nameOf(small)).isEqualTo("Ada");
  }

  @Test
  void refusesAFaceThatCannotBeAligned() {
    Image without = picture(Drawn.of(1).mixedWith(FakeFaces.NO_LANDMARKS));
    assertRefused(without, DEFAULTS, Refusal.POOR_QUALITY);
  }

  @Test
  void refusesAFaceEnrolledUnderAnotherId() {
    attendance.enrol(ADA, portrait(1));
    EnrolmentResult result = attendance.enrol(BOB, picture(Drawn.of(1).differing(30)));
    assertThat(result.added()).isZero();
    assertThat(result.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(Refusal.RESEMBLES_ANOTHER_PERSON);
              assertThat(refused.resembles()).contains(ADA.id());
              assertThat(refused.message()).contains("s-1").doesNotContain("Ada");
            });
    assertThat(attendance.people()).hasSize(1);
  }

  @Test
  void refusesAFaceBetweenTwoPersonsAsWell() {
    attendance.enrol(ADA, portrait(1));
    attendance.enrol(BOB, portrait(2));
    Image mixture = picture(Drawn.of(1).mixedWith(2));
    assertThat(attendance.identify(mixture).get(0).identification().orElseThrow())
        .isInstanceOf(Identification.Ambiguous.class);
    EnrolmentResult result = attendance.enrol(Person.of("s-3", "Cyd"), mixture);
    assertThat(result.refused())
        .extracting(RefusedPhoto::reason)
        .containsExactly(Refusal.RESEMBLES_ANOTHER_PERSON);
  }

  @Test
  void enrolsSomebodyWhoResemblesAnotherIfToldSo() {
    attendance.enrol(ADA, portrait(1));
    Image twin = picture(Drawn.of(1).differing(30));
    double doubles =
        attendance
            .thresholds()
            .inForce()
            .policy()
            .withTargetFpir(0.001)
            .identification(1)
            .similarity();
    EnrolmentResult result = attendance.enrol(BOB, List.of(twin), DEFAULTS.allowingResemblance());
    assertThat(result.added()).isEqualTo(1);
    assertThat(attendance.people()).hasSize(2);
    assertThat(result.suspicious()).as("more than that").isEmpty();
    EnrolmentResult.Suspicion found = result.overridden().get(0);
    assertThat(result.overridden()).hasSize(1);
    assertThat(found.photo()).isZero();
    assertThat(found.resembles()).isEqualTo(ADA.id());
    assertThat(found.threshold()).isEqualTo(doubles);
    assertThat(found.similarity()).isGreaterThanOrEqualTo(doubles);
  }

  /** Its similarity is between what a search confuses and what a double has. */
  @Test
  void enrolsAndReportsSomebodyWhoIsSuspiciouslyLikeAnother() {
    attendance.enrol(ADA, portrait(1));
    double search = attendance.thresholds().identification().similarity();
    double doubles =
        attendance
            .thresholds()
            .inForce()
            .policy()
            .withTargetFpir(0.001)
            .identification(1)
            .similarity();
    Image between = likeAda(search, doubles);
    EnrolmentResult result = attendance.enrol(BOB, between);
    assertThat(result.added()).isOne();
    assertThat(result.refused()).isEmpty();
    EnrolmentResult.Suspicion found = result.suspicious().get(0);
    assertThat(found.photo()).isZero();
    assertThat(found.resembles()).isEqualTo(ADA.id());
    assertThat(found.similarity()).isBetween(search, doubles);
    assertThat(found.threshold()).isEqualTo(search);
  }

  /** A picture of somebody else, mixed with Ada so that it is as like her as that. */
  private Image likeAda(double from, double to) {
    for (int person = 2; person < 200; person++) {
      Image photo = picture(Drawn.of(person));
      double similarity = attendance.verify(ADA.id(), photo, FaceChoice.only()).similarity();
      if (similarity > from && similarity < to) {
        return photo;
      }
    }
    throw new AssertionError("nobody is that like Ada");
  }

  @Test
  void reportsNobodyWhoIsLikeNobody() {
    attendance.enrol(ADA, portrait(1));
    assertThat(attendance.enrol(BOB, portrait(2)).suspicious()).isEmpty();
  }

  @Test
  void replacesTheOldestTemplatesOfAPersonWhoHasTooMany() {
    attendance.close();
    attendance =
        FaceAttendance.open(
            folder.resolve("data"), AttendanceFixture.options(folder).withTemplatesPerPerson(2));
    EnrolmentOptions any = DEFAULTS.allowingResemblance();
    attendance.enrol(ADA, List.of(portrait(1), portrait(2)), any);
    EnrolmentResult result = attendance.enrol(ADA, List.of(portrait(3)), any);
    assertThat(result.added()).isOne();
    assertThat(result.templates()).isEqualTo(2);
    assertThat(result.replaced()).isOne();
    assertThat(nameOf(portrait(1))).isEqualTo("nobody");
    assertThat(nameOf(portrait(2))).isEqualTo("Ada");
    assertThat(nameOf(portrait(3))).isEqualTo("Ada");
    assertThat(attendance.people()).containsExactly(new EnrolledPerson(ADA, 2));
    EnrolmentResult refused = attendance.enrol(ADA, List.of(picture()), any);
    assertThat(refused.replaced()).as("nothing was added").isZero();
    assertThat(refused.templates()).isEqualTo(2);
  }

  @Test
  void refusesToKeepNoTemplate() {
    AttendanceOptions options = AttendanceFixture.options(folder);
    assertThatThrownBy(() -> options.withTemplatesPerPerson(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }

  @Test
  void refusesAnIdThatBelongsToAnotherName() {
    attendance.enrol(ADA, portrait(1));
    EnrolmentResult result = attendance.enrol(Person.of("s-1", "Bob"), portrait(2), portrait(3));
    assertThat(result.refused())
        .extracting(RefusedPhoto::reason)
        .containsExactly(Refusal.NAME_DIFFERS, Refusal.NAME_DIFFERS);
    assertThat(attendance.people()).containsExactly(new EnrolledPerson(ADA, 1));
  }

  @Test
  void aRefusedPhotoDoesNotStopTheOthers() {
    EnrolmentResult result =
        attendance.enrol(ADA, picture(), portrait(1), picture(Drawn.of(2), Drawn.of(3)));
    assertThat(result.added()).isEqualTo(1);
    assertThat(result.refused()).extracting(RefusedPhoto::photo).containsExactly(0, 2);
  }

  @Test
  void reportsAPhotoThatResemblesNoneOfTheOthers() {
    Image stranger = portrait(9);
    EnrolmentResult result =
        attendance.enrol(ADA, portrait(1), stranger, picture(Drawn.of(1).differing(20)));
    assertThat(result.added()).isEqualTo(3);
    assertThat(result.inconsistent())
        .extracting(Inconsistency::photo)
        .containsExactly(OptionalInt.of(1));
    Inconsistency found = result.inconsistent().get(0);
    assertThat(found.similarity()).isLessThan(found.threshold());
  }

  /** Two photos of one stranger resemble each other, so that the most similar one says nothing. */
  @Test
  void reportsTheFewPhotosOfSomebodyElse() {
    Image[] photos = new Image[7];
    for (int i = 0; i < photos.length; i++) {
      photos[i] = picture(Drawn.of(i < 5 ? 1 : 9).differing(i));
    }
    assertThat(attendance.enrol(ADA, photos).inconsistent())
        .extracting(Inconsistency::photo)
        .containsExactly(OptionalInt.of(5), OptionalInt.of(6));
  }

  @Test
  void reportsAPhotoThatResemblesNoneOfThoseEnrolledBefore() {
    attendance.enrol(ADA, portrait(1));
    assertThat(attendance.enrol(ADA, portrait(9)).inconsistent()).hasSize(1);
    Image same = picture(Drawn.of(1).differing(10));
    assertThat(attendance.enrol(ADA, same).inconsistent())
        .as("now it is known which of the two was wrong")
        .extracting(Inconsistency::photo)
        .containsExactly(OptionalInt.empty());
  }

  @Test
  void reportsNoInconsistencyOfPhotosThatAreAlike() {
    attendance.enrol(ADA, portrait(1), picture(Drawn.of(1).differing(10)));
    assertThat(attendance.enrol(ADA, picture(Drawn.of(1).differing(20))).inconsistent()).isEmpty();
  }

  @Test
  void refusesAnEnrolmentWithoutAPhoto() {
    assertThatThrownBy(() -> attendance.enrol(ADA)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forgetsWhoIsRemoved() {
    attendance.enrol(ADA, portrait(1));
    attendance.enrol(BOB, portrait(2));
    assertThat(attendance.remove(ADA.id())).contains(new RemovalReceipt(ADA.id(), 1, false, true));
    assertThat(attendance.remove(ADA.id())).isEmpty();
    assertThat(nameOf(portrait(1))).isEqualTo("nobody");
    assertThat(nameOf(portrait(2))).isEqualTo("Bob");
    assertThat(attendance.enrol(Person.of("s-9", "Eve"), portrait(1)).added()).isEqualTo(1);
    assertThat(nameOf(portrait(1))).isEqualTo("Eve");
    assertThat(attendance.remove(PersonId.of("nobody"))).isEmpty();
  }

  private void assertRefused(Image photo, EnrolmentOptions options, Refusal reason) {
    EnrolmentResult result = attendance.enrol(ADA, List.of(photo), options);
    assertThat(result.refused()).extracting(RefusedPhoto::reason).containsExactly(reason);
    assertThat(result.added()).isZero();
    assertThat(attendance.people()).isEmpty();
  }

  @Test
  void refusesWhoHasNotConsentedWhereConsentIsRequired() {
    attendance.privacy().requireConsent(true);
    EnrolmentResult refused = attendance.enrol(ADA, portrait(1), picture());
    assertThat(refused.added()).isZero();
    assertThat(refused.refused())
        .as("whatever the photos show")
        .extracting(RefusedPhoto::reason)
        .containsExactly(Refusal.NO_CONSENT, Refusal.NO_CONSENT);
    assertThat(attendance.people()).isEmpty();
    Person consenting = ADA.withConsent(Consent.of("form 17"));
    assertThat(attendance.enrol(consenting, portrait(1)).added()).isEqualTo(1);
    assertThat(attendance.enrol(ADA, picture(Drawn.of(1).differing(5))).added())
        .as("the consent that is stored counts")
        .isEqualTo(1);
    attendance.privacy().withdrawConsent(ADA.id());
    assertThat(attendance.enrol(consenting, portrait(1)).refused())
        .extracting(RefusedPhoto::reason)
        .containsExactly(Refusal.NO_CONSENT);
  }

  @Test
  void asksForConsentAgainBeforeItWrites() {
    try (FaceAttendance other = AttendanceFixture.open(folder)) {
      List<Image> photos =
          new AbstractList<>() {
            @Override
            public Image get(int index) {
              other.privacy().requireConsent(true); // while the photos are looked at
              return portrait(1);
            }

            @Override
            public int size() {
              return 1;
            }
          };
      assertThat(attendance.enrol(ADA, photos, DEFAULTS).refused())
          .extracting(RefusedPhoto::reason)
          .containsExactly(Refusal.NO_CONSENT);
      assertThat(other.people()).isEmpty();
    }
  }
}
