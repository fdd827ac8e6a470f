package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.BERLIN;
import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static io.faceattendance.attendance.FakeFaces.picture;
import static io.faceattendance.attendance.FakeFaces.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.FakeFaces.Drawn;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.Attendance;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.InMemoryStore;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionsTest {
  private static final SessionId SHIFT = SessionId.of("shift@2026-11-23");
  private static final SessionId LESSON = SessionId.of("lesson@2026-11-23");
  private static final SessionId EXAM = SessionId.of("exam@2026-11-23");
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final Person BOB = Person.of("s-2", "Bob");

  @TempDir Path folder;
  private FaceAttendance attendance;

  @BeforeEach
  void open() {
    attendance =
        FaceAttendance.open(
            new InMemoryStore(), AttendanceFixture.options(folder).withZone(BERLIN));
    attendance.enrol(ADA, portrait(1));
    attendance.enrol(BOB, portrait(2));
    attendance.timetable().put(daily("shift", 9, 17, SessionRules.Kind.IN_OUT));
    attendance.timetable().put(daily("lesson", 9, 10, SessionRules.Kind.MARK_ONCE));
  }

  @AfterEach
  void close() {
    attendance.close();
  }

  private static SessionTemplate daily(String id, int from, int to, SessionRules.Kind kind) {
    return daily(id, from, to, SessionRules.defaults(kind));
  }

  private static SessionTemplate daily(String id, int from, int to, SessionRules rules) {
    return new SessionTemplate(
        TemplateId.of(id),
        id,
        new TreeSet<>(),
        BERLIN,
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.of(from, 0),
        LocalTime.of(to, 0),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        rules);
  }

  private static Instant at(int minutes) {
    return MONDAY_9.plus(Duration.ofMinutes(minutes));
  }

  private Answer mark(SessionId session, Direction direction, Instant at) {
    AttendanceReport report = attendance.mark(session, Stream.of(portrait(1)), at, direction);
    return Stream.concat(report.present().stream(), report.notCounted().stream())
        .map(PresentPerson::answer)
        .findFirst()
        .orElseThrow();
  }

  private Attendance attendanceOf(SessionId session, Person person) {
    return attendance.report(session).orElseThrow().rows().stream()
        .filter(row -> row.person().filter(person::equals).isPresent())
        .map(AttendanceRow::attendance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void facesCheckInAndOut() {
    assertThat(mark(SHIFT, Direction.IN, at(2))).isEqualTo(Answer.ACCEPTED);
    assertThat(mark(SHIFT, Direction.SEEN, at(100))).isEqualTo(Answer.DUPLICATE);
    assertThat(mark(SHIFT, Direction.OUT, at(481))).isEqualTo(Answer.ACCEPTED);
    Attendance ada = attendanceOf(SHIFT, ADA);
    assertThat(ada.status()).isEqualTo(Status.PRESENT);
    assertThat(ada.in()).contains(at(2));
    assertThat(ada.out()).contains(at(481));
  }

  @Test
  void aSecondPunchWithinTheCooldownIsADuplicateAndChecksNobodyOut() {
    mark(SHIFT, Direction.IN, at(0));
    assertThat(mark(SHIFT, Direction.OUT, at(1))).isEqualTo(Answer.DUPLICATE);
    assertThat(attendanceOf(SHIFT, ADA).out()).isEmpty();
  }

  @Test
  void outWithoutInAndOutsideDoNotCount() {
    assertThat(mark(SHIFT, Direction.OUT, at(100))).isEqualTo(Answer.OUT_WITHOUT_IN);
    assertThat(mark(SHIFT, Direction.IN, at(-31))).isEqualTo(Answer.OUTSIDE);
    assertThat(attendance.report(SHIFT).orElseThrow().present()).isEmpty();
  }

  @Test
  void whoeverIsAbsentWithTheMarkIsNotCountedAsPresent() {
    AttendanceReport outside =
        attendance.mark(SHIFT, Stream.of(portrait(1)), at(-31), Direction.IN);
    assertThat(outside.present()).isEmpty();
    assertThat(outside.notCounted())
        .extracting(PresentPerson::person, PresentPerson::answer)
        .containsExactly(tuple(ADA, Answer.OUTSIDE));
    ClaimReport claim =
        attendance.mark(SHIFT, BOB.id(), portrait(2), at(9), FaceChoice.only(), Direction.OUT);
    assertThat(claim.verification().verified()).isTrue();
    assertThat(claim.present()).isFalse();
    assertThat(claim.attendance().status()).isEqualTo(Status.ABSENT);
    AttendanceReport inside = attendance.mark(SHIFT, Stream.of(portrait(1)), at(0), Direction.IN);
    assertThat(inside.present()).hasSize(1);
    assertThat(inside.notCounted()).isEmpty();
  }

  @Test
  void whoeverIsSeenOnceIsThereAndEverythingElseIsADuplicate() {
    assertThat(mark(LESSON, Direction.SEEN, at(0))).isEqualTo(Answer.ACCEPTED);
    AttendanceReport same =
        attendance.mark(
            LESSON, Stream.of(picture(Drawn.of(1), Drawn.of(2))), at(7), Direction.SEEN);
    assertThat(same.present())
        .extracting(PresentPerson::answer)
        .containsExactly(Answer.DUPLICATE, Answer.ACCEPTED);
    assertThat(same.present())
        .extracting(PresentPerson::alreadyMarked)
        .containsExactly(true, false);
    assertThat(attendanceOf(LESSON, ADA).status()).isEqualTo(Status.PRESENT);
    assertThat(attendanceOf(LESSON, BOB).lateMinutes()).isEqualTo(7);
  }

  @Test
  void sightingsConfirmEachOther() {
    SessionRules standard = SessionRules.defaults(SessionRules.Kind.MARK_ONCE);
    SessionRules twice =
        new SessionRules(
            standard.kind(),
            standard.early(),
            standard.grace(),
            standard.leaveGrace(),
            standard.overtime(),
            2,
            Duration.ofMinutes(5),
            standard.cooldown(),
            standard.presenceGap(),
            standard.outWithoutIn());
    attendance.timetable().put(daily("exam", 9, 10, twice));
    assertThat(mark(EXAM, Direction.SEEN, at(0))).isEqualTo(Answer.TO_BE_CONFIRMED);
    assertThat(attendance.report(EXAM).orElseThrow().present()).isEmpty();
    assertThat(mark(EXAM, Direction.SEEN, at(2))).isEqualTo(Answer.ACCEPTED);
    assertThat(attendanceOf(EXAM, ADA).in()).contains(at(0));
  }

  @Test
  void aClaimChecksInAndOutAndAMismatchDoesNot() {
    ClaimReport in =
        attendance.mark(SHIFT, ADA.id(), portrait(1), at(0), FaceChoice.only(), Direction.IN);
    assertThat(in.answer()).isEqualTo(Answer.ACCEPTED);
    ClaimReport wrong =
        attendance.mark(SHIFT, ADA.id(), portrait(2), at(300), FaceChoice.only(), Direction.OUT);
    assertThat(wrong.answer()).isEqualTo(Answer.NOT_PRESENCE);
    assertThat(attendanceOf(SHIFT, ADA).out()).isEmpty();
    attendance.mark(SHIFT, ADA.id(), portrait(1), at(480), FaceChoice.only(), Direction.OUT);
    assertThat(attendanceOf(SHIFT, ADA).out()).contains(at(480));
    SessionReport report = attendance.report(SHIFT).orElseThrow();
    assertThat(report.mismatches()).hasSize(1);
    assertThat(report.rows())
        .extracting(AttendanceRow::source)
        .containsExactly(Optional.of(Source.CLAIM));
  }

  @Test
  void aDayOnWhichTheTemplateDoesNotTakePlaceIsRefusedBeforeAPhotoIsRead() {
    attendance
        .timetable()
        .put(TimetableTest.lesson("maths", LocalTime.of(9, 0), LocalTime.NOON, DayOfWeek.MONDAY));
    List<Integer> read = new ArrayList<>();
    Stream<Image> photos = Stream.of(1).peek(read::add).map(FakeFaces::portrait);
    SessionId sunday = SessionId.of("maths@2026-11-29");
    assertThatThrownBy(() -> attendance.mark(sunday, photos, MONDAY_9, Direction.SEEN))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("2026-11-29");
    assertThat(read).isEmpty();
  }

  @Test
  void aSessionThatNobodyPlannedIsOfTheDayInTheZoneOfTheOptions() {
    SessionId trip = SessionId.of("trip");
    attendance.mark(trip, portrait(1), Instant.parse("2026-11-23T23:30:00Z"));
    Session session = attendance.timetable().session(trip).orElseThrow();
    assertThat(session.zone()).isEqualTo(BERLIN);
    assertThat(session.date()).isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void aNightShiftOverTheChangeOfTheClockIsAsLongAsPeopleWereThere() {
    attendance.timetable().put(daily("night", 22, 6, SessionRules.Kind.IN_OUT));
    LocalDate saturday = LocalDate.of(2026, 10, 24);
    TemplateId night = TemplateId.of("night");
    Instant in = saturday.atTime(22, 0).atZone(BERLIN).toInstant();
    Instant out = saturday.plusDays(1).atTime(6, 0).atZone(BERLIN).toInstant();
    Session session = attendance.timetable().session(night, out.minusSeconds(60)).orElseThrow();
    assertThat(session.id()).isEqualTo(night.on(saturday));
    mark(session.id(), Direction.IN, in);
    mark(session.id(), Direction.OUT, out);
    Attendance ada = attendanceOf(session.id(), ADA);
    assertThat(ada.status()).isEqualTo(Status.PRESENT);
    assertThat(ada.attended()).isEqualTo(Duration.ofHours(9));
    assertThat(attendance.reports().person(ADA.id(), saturday, saturday).orElseThrow().rows())
        .hasSize(1);
    assertThat(
            attendance
                .reports()
                .person(ADA.id(), saturday.plusDays(1), saturday.plusDays(1))
                .orElseThrow()
                .rows())
        .isEmpty();
  }

  @Test
  void aRemovedPersonKeepsARowAndWhoeverGetsTheIdHasNone() {
    mark(LESSON, Direction.SEEN, at(0));
    attendance.remove(ADA.id());
    attendance.enrol(Person.of("s-1", "Eve"), portrait(3));
    List<AttendanceRow> rows = attendance.report(LESSON).orElseThrow().rows();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).person()).isEmpty();
    assertThat(rows.get(0).attendance().status()).isEqualTo(Status.PRESENT);
  }

  @Test
  void enrolmentKeepsWhatTheRosterSays() {
    Person eve = Person.of("s-3", "Eve").withGroups(GroupId.of("1a"));
    attendance.roster().put(List.of(eve));
    attendance.enrol(Person.of("s-3", "Eve"), portrait(3));
    assertThat(attendance.person(eve.id()).orElseThrow()).isEqualTo(new EnrolledPerson(eve, 1));
    Person married = Person.of("s-3", "Eve King").withGroups(GroupId.of("2a"));
    attendance.roster().put(List.of(married));
    assertThat(attendance.mark(LESSON, portrait(3), at(0)).present())
        .extracting(PresentPerson::person)
        .containsExactly(married);
  }

  @Test
  void everyPartIsClosedWithTheFacade() {
    attendance.close();
    Stream.<Runnable>of(
            () -> attendance.roster().put(List.of()),
            () -> attendance.timetable().templates(),
            () -> attendance.register().events(LESSON),
            () -> attendance.reports().session(LESSON),
            () -> attendance.report(LESSON),
            () -> attendance.privacy().requiresConsent(),
            () -> attendance.audit().verify(),
            () -> attendance.thresholds().inForce())
        .forEach(call -> assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class));
  }
}
