package io.faceattendance.attendance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Facts;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportAssemblyTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final GroupId CLASS = GroupId.of("7b");
  private static final UUID ADA = new UUID(0, 2);
  private static final UUID BEN = new UUID(0, 1);
  private static final UUID GUEST = new UUID(0, 3);
  private static final UUID REMOVED = new UUID(0, 4);
  private static final Instant NINE = Instant.parse("2026-11-23T08:00:00Z");

  private static final Person ADA_HERSELF = Person.of("ada", "Ada").withGroups(CLASS);
  private static final Person GUEST_HERSELF = Person.of("guest", "Guest");
  private static final Map<UUID, Person> PEOPLE =
      Map.of(
          BEN, Person.of("ben", "Ben").withGroups(CLASS), ADA, ADA_HERSELF, GUEST, GUEST_HERSELF);

  private static Session lesson(LocalDate date) {
    return Session.oneOff(
        SessionId.of("maths-" + date),
        "Maths",
        date,
        BERLIN,
        LocalTime.of(9, 0),
        LocalTime.of(10, 0),
        List.of(),
        Set.of(CLASS),
        SessionRules.defaults(Kind.MARK_ONCE));
  }

  private static Facts facts(Session session, UUID person) {
    return new Facts(session.id(), person);
  }

  @Test
  void aSessionListsTheExpectedThenWhoElseWasRecordedByIdAndRemovedPeopleLast() {
    Session lesson = lesson(DAY);
    AttendanceEvent mismatch = facts(lesson, GUEST).mismatch(NINE);
    List<AttendanceEvent> events =
        List.of(
            facts(lesson, REMOVED).seen(NINE),
            facts(lesson, GUEST).in(NINE.plusSeconds(600)),
            facts(lesson, BEN).seen(NINE),
            mismatch);

    SessionReport report = ReportAssembly.session(lesson, PEOPLE, events, NINE);

    assertThat(report.rows())
        .extracting(row -> row.person().map(person -> person.id().value()).orElse("-"))
        .containsExactly("ada", "ben", "guest", "-");
    assertThat(report.rows())
        .extracting(row -> row.attendance().status())
        .containsExactly(Status.ABSENT, Status.PRESENT, Status.LATE, Status.PRESENT);
    assertThat(report.rows())
        .extracting(AttendanceRow::expected)
        .containsExactly(true, true, false, false);
    assertThat(report.rows())
        .extracting(AttendanceRow::source)
        .containsExactly(
            Optional.empty(),
            Optional.of(Source.FACE),
            Optional.of(Source.MANUAL),
            Optional.of(Source.FACE));
    assertThat(report.mismatches())
        .containsExactly(
            new SessionReport.Mismatch(
                Optional.of(GUEST_HERSELF), NINE, mismatch.evidence().orElseThrow()));
  }

  @Test
  void whoeverHasOnlyVoidEventsIsListedOnlyIfExpected() {
    Session lesson = lesson(DAY);
    AttendanceEvent guest = facts(lesson, GUEST).seen(NINE);
    AttendanceEvent ben = facts(lesson, BEN).seen(NINE);
    List<AttendanceEvent> events =
        List.of(
            guest,
            ben,
            facts(lesson, GUEST).voids(NINE, guest.id()),
            facts(lesson, BEN).voids(NINE, ben.id()));

    assertThat(ReportAssembly.session(lesson, PEOPLE, events, NINE).rows())
        .extracting(row -> row.person().orElseThrow().id().value())
        .containsExactly("ada", "ben");
  }

  @Test
  void whoeverIsNotActiveOnTheDayIsNotExpected() {
    Map<UUID, Person> people =
        Map.of(ADA, ADA_HERSELF.withActive(Optional.of(DAY), Optional.of(DAY)));

    assertThat(rows(people, DAY)).hasSize(1);
    assertThat(rows(people, DAY.minusDays(1))).isEmpty();
    assertThat(rows(people, DAY.plusDays(1))).isEmpty();
  }

  private static List<AttendanceRow> rows(Map<UUID, Person> people, LocalDate date) {
    return ReportAssembly.session(lesson(date), people, List.of(), NINE).rows();
  }

  @Test
  void aSessionIsFinishedAfterTheLastInstantOfWhichEventsCount() {
    Instant end = NINE.plusSeconds(3600);

    assertThat(ReportAssembly.session(lesson(DAY), PEOPLE, List.of(), end).finished()).isFalse();
    assertThat(ReportAssembly.session(lesson(DAY), PEOPLE, List.of(), end.plusNanos(1)).finished())
        .isTrue();
  }

  @Test
  void aSessionWithoutAScheduleIsFinishedWhenItsDayIsOverAndListsTheRecordedOnly() {
    Session adHoc = Session.adHoc(SessionId.of("fire-drill"), BERLIN, DAY);
    List<AttendanceEvent> events = List.of(facts(adHoc, ADA).seen(NINE));
    Instant midnight = Instant.parse("2026-11-23T23:00:00Z");

    assertThat(ReportAssembly.session(adHoc, PEOPLE, events, midnight.minusNanos(1)).finished())
        .isFalse();
    SessionReport report = ReportAssembly.session(adHoc, PEOPLE, events, midnight);
    assertThat(report.finished()).isTrue();
    assertThat(report.rows()).hasSize(1);
  }

  @Test
  void nobodyIsAbsentInAPeriodFromWhatIsNotOverYet() {
    Session today = lesson(DAY);
    Session tomorrow = lesson(DAY.plusDays(1));
    AttendanceEvent excused =
        facts(tomorrow, ADA)
            .correction(NINE, new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()));
    Instant end = NINE.plusSeconds(3600);

    List<AttendanceRow> before = period(end, excused, tomorrow, today).rows();
    assertThat(before)
        .extracting(row -> row.person().orElseThrow().id() + " " + row.attendance().status())
        .containsExactly("ada EXCUSED");
    assertThat(before).noneMatch(AttendanceRow::finished);
    PeriodReport report = period(end.plusNanos(1), excused, tomorrow, today);
    assertThat(report.rows())
        .extracting(row -> row.person().orElseThrow().id() + " " + row.attendance().status())
        .containsExactly("ada ABSENT", "ben ABSENT", "ada EXCUSED");
    assertThat(report.rows())
        .extracting(AttendanceRow::finished)
        .containsExactly(true, true, false);
    assertThat(report.people())
        .extracting(total -> total.person().id() + " " + total.totals().rows())
        .containsExactly("ada 2", "ben 1", "guest 0");
  }

  private static PeriodReport period(Instant now, AttendanceEvent event, Session... sessions) {
    return ReportAssembly.period(
        DAY, DAY.plusDays(7), PEOPLE, List.of(sessions), List.of(event), now);
  }
}
