package io.faceattendance.attendance;

import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Privacy.Retention;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.WatchedStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPicturesTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");
  private static final SessionId MATHS = SessionId.of("maths");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int CUT = 85; // 60 pixels from 10 on, with 15 on each side as far as it goes

  @TempDir Path folder;
  private final InMemoryStore location = new InMemoryStore();

  private FaceAttendance open(boolean ofEnrolment, boolean ofMarks) {
    return open(ofEnrolment, ofMarks, Clock.systemUTC());
  }

  private FaceAttendance open(boolean ofEnrolment, boolean ofMarks, Clock clock) {
    return FaceAttendance.open(
        location,
        AttendanceFixture.options(folder)
            .withClock(clock)
            .keepingPictures(ofEnrolment, ofMarks)
            .withKeys(KeyProvider.of(new byte[KeyProvider.KEY_BYTES])));
  }

  private static List<KeptPicture> pictures(FaceAttendance attendance, Person person) {
    return attendance.privacy().pictures(person.id());
  }

  /** Of the person's colour, as far as JPEG keeps it. */
  private static void requireFaceOf(int person, KeptPicture picture) {
    Image image = picture.image();
    assertThat(image.width()).isEqualTo(CUT);
    assertThat(image.height()).isEqualTo(CUT);
    int red = image.copyRegion(40, 40, 1, 1)[2] & 0xff;
    assertThat(red).isBetween(person - 3, person + 3);
  }

  @Test
  void noneAreKeptUnlessAskedFor() {
    assertThat(AttendanceOptions.defaults().pictures()).isEqualTo(AttendanceOptions.Pictures.NONE);
    try (FaceAttendance attendance = open(false, false)) {
      attendance.enrol(ADA, portrait(50));
      attendance.mark(MATHS, portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).isEmpty();
    }
  }

  @Test
  void theFaceOfEachAcceptedEnrolmentPhotoIsKept() {
    try (FaceAttendance attendance = open(true, false)) {
      attendance.enrol(ADA, portrait(50), picture(), picture(Drawn.of(50).differing(9)));
      List<KeptPicture> kept = pictures(attendance, ADA);
      assertThat(kept).hasSize(2);
      kept.forEach(one -> requireFaceOf(50, one));
      attendance.mark(MATHS, portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).hasSize(2);
    }
  }

  @Test
  void theBestFaceOfEachPersonMarkedIsKept() {
    try (FaceAttendance attendance = open(false, true)) {
      attendance.enrol(ADA, portrait(50));
      attendance.enrol(BOB, portrait(150));
      Image worse = picture(Drawn.of(50).differing(30).sized(40), Drawn.of(200));
      Image better = picture(Drawn.of(150), Drawn.of(50));
      attendance.mark(MATHS, Stream.of(worse, better, worse), NOON, Direction.SEEN);
      assertThat(pictures(attendance, BOB)).hasSize(1);
      requireFaceOf(150, pictures(attendance, BOB).get(0));
      assertThat(pictures(attendance, ADA)).hasSize(1);
      Image ofAda = pictures(attendance, ADA).get(0).image();
      assertThat(ofAda.width()).as("in the middle of the photo").isEqualTo(90);
    }
  }

  @Test
  void aMarkThatIsRepeatedKeepsNoSecondPicture() {
    try (FaceAttendance attendance = open(false, true)) {
      attendance.enrol(ADA, portrait(50));
      attendance.mark(MATHS, portrait(50), NOON);
      attendance.mark(MATHS, portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).hasSize(1);
      attendance.mark(MATHS, portrait(50), NOON.plusSeconds(600));
      assertThat(pictures(attendance, ADA)).hasSize(2);
      assertThat(attendance.identify(portrait(50)).get(0).person()).contains(ADA);
    }
  }

  @Test
  void whatIsKeptOfAMarkDoesNotMakeOthersReadEverybodyAnew() {
    List<String> calls = new ArrayList<>();
    AttendanceOptions options =
        AttendanceFixture.options(folder)
            .keepingPictures(false, true)
            .withKeys(KeyProvider.of(new byte[KeyProvider.KEY_BYTES]));
    try (FaceAttendance attendance = open(false, true);
        FaceAttendance elsewhere =
            FaceAttendance.open(new WatchedStore(location, calls::add), options)) {
      attendance.enrol(ADA, portrait(50));
      elsewhere.identify(portrait(50));
      calls.clear();
      attendance.mark(MATHS, portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).hasSize(1);
      assertThat(elsewhere.identify(portrait(50)).get(0).person()).contains(ADA);
      assertThat(calls).contains("version").doesNotContain("people", "sealed");
      assertThat(elsewhere.enrol(BOB, portrait(150)).added()).isEqualTo(1);
      assertThat(attendance.identify(portrait(150)).get(0).person()).contains(BOB);
    }
  }

  @Test
  void aClaimIsKeptUnlessItIsRefused() {
    try (FaceAttendance attendance = open(false, true)) {
      attendance.enrol(ADA, portrait(50));
      attendance.enrol(BOB, portrait(150));
      attendance.mark(MATHS, ADA.id(), portrait(50), NOON);
      attendance.mark(MATHS, BOB.id(), portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).hasSize(1);
      assertThat(pictures(attendance, BOB)).isEmpty();
    }
  }

  @Test
  void theyGoWithAWithdrawalAfterWhichNothingIsEnrolledAndNoPictureKept() {
    try (FaceAttendance attendance = open(true, true);
        FaceAttendance elsewhere = open(true, true)) {
      attendance.enrol(ADA, portrait(50));
      attendance.mark(MATHS, portrait(50), NOON);
      assertThat(pictures(attendance, ADA)).hasSize(2);

      attendance.privacy().withdrawConsent(ADA.id());

      assertThat(pictures(attendance, ADA)).isEmpty();
      assertThat(elsewhere.identify(portrait(50)).get(0).person()).isEmpty();
      EnrolmentResult again = elsewhere.enrol(ADA, portrait(50));
      assertThat(again.refused())
          .extracting(EnrolmentResult.RefusedPhoto::reason)
          .containsExactly(EnrolmentResult.Refusal.NO_CONSENT);
      assertThat(pictures(attendance, ADA)).isEmpty();
      attendance.privacy().grantConsent(ADA.id(), "form 2");
      assertThat(elsewhere.enrol(ADA, portrait(50)).added()).isEqualTo(1);
      assertThat(pictures(attendance, ADA)).hasSize(1);
    }
  }

  @Test
  void theyGoWithThePerson() {
    try (FaceAttendance attendance = open(true, true)) {
      attendance.enrol(ADA, portrait(50));
      attendance.remove(ADA.id());
      assertThat(pictures(attendance, ADA)).isEmpty();
    }
  }

  @Test
  void theyGoWhenTheyAreTooOld() {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-40));
    try (FaceAttendance attendance = open(true, true, clock)) {
      attendance.enrol(ADA, portrait(50));
    }
    Retention days =
        new Retention(Optional.empty(), Optional.empty(), Optional.of(Period.ofDays(30)));
    try (FaceAttendance attendance = open(true, true)) {
      attendance.mark(MATHS, portrait(50), Instant.now());
      assertThat(pictures(attendance, ADA)).hasSize(2);
      assertThat(attendance.privacy().retain(days, false).pictures()).isEqualTo(1);
      assertThat(pictures(attendance, ADA)).hasSize(1);
      assertThat(attendance.identify(portrait(50)).get(0).person())
          .map(Person::id)
          .contains(PersonId.of("s-1"));
    }
  }
}
