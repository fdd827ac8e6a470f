package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.report.AttendanceRow;
import io.faceattendance.attendance.report.PeriodReport;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final TemplateId MATHS = TemplateId.of("maths");
  private static final GroupId FIRST = GroupId.of("1a");
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final PersonId ADA = PersonId.of("s-1");
  private static final PersonId BOB = PersonId.of("s-2");
  private static final PersonId EVE = PersonId.of("s-3");
  private static final PersonId GUEST = PersonId.of("s-4");

  @TempDir Path folder;
  private DomainFixture domain;

  /** Which storage. */
  StoreLocation location(Path folder) {
    return new InMemoryStore();
  }

  @BeforeEach
  void open() {
    domain = DomainFixture.open(location(folder));
  }

  @AfterEach
  void close() {
    domain.close();
  }

  /** Ada in time, Bob late, Eve absent; a guest who is not expected; on Tuesday Ada alone. */
  @BeforeEach
  void twoLessons() {
    domain.roster.put(
        List.of(
            Person.of("s-1", "Ada").withGroups(FIRST),
            Person.of("s-2", "Bob").withGroups(FIRST),
            Person.of("s-3", "Eve").withGroups(FIRST),
            Person.of("s-4", "Guest")));
    domain.timetable.put(
        TimetableTest.lesson(
            "maths", LocalTime.of(9, 0), LocalTime.of(10, 0), DayOfWeek.MONDAY, DayOfWeek.TUESDAY));
    see(MONDAY, ADA, MONDAY_9);
    see(MONDAY, BOB, MONDAY_9.plus(Duration.ofMinutes(12)));
    see(MONDAY, GUEST, MONDAY_9);
    see(MONDAY.plusDays(1), ADA, MONDAY_9.plus(Duration.ofDays(1)));
    domain.setClock(MONDAY_9.plus(Duration.ofDays(2)));
  }

  private void see(LocalDate day, PersonId person, Instant at) {
    domain.register.punch(MATHS.on(day), person, Direction.SEEN, at);
  }

  private static Map<PersonId, Status> statuses(List<AttendanceRow> rows) {
    return rows.stream()
        .filter(row -> row.person().isPresent())
        .collect(
            Collectors.toMap(
                row -> row.person().orElseThrow().id(), row -> row.attendance().status()));
  }

  @Test
  void aSessionHasEverybodyWhoWasExpectedOrRecorded() {
    SessionReport report = domain.reports.session(MATHS.on(MONDAY)).orElseThrow();
    assertThat(report.finished()).isTrue();
    assertThat(statuses(report.rows()))
        .isEqualTo(
            Map.of(
                ADA, Status.PRESENT, BOB, Status.LATE, EVE, Status.ABSENT, GUEST, Status.PRESENT));
    assertThat(report.totals().rows()).isEqualTo(4);
    assertThat(report.totals().counts().get(Status.PRESENT)).isEqualTo(2);
    assertThat(report.rows().get(1).attendance().lateMinutes()).isEqualTo(12);
    assertThat(report.rows().get(3).expected()).isFalse();
  }

  @Test
  void aRemovedPersonKeepsARowWithoutAName() {
    domain.remove("s-2");
    SessionReport report = domain.reports.session(MATHS.on(MONDAY)).orElseThrow();
    assertThat(report.rows()).hasSize(4);
    AttendanceRow last = report.rows().get(3);
    assertThat(last.person()).isEmpty();
    assertThat(last.attendance().status()).isEqualTo(Status.LATE);
    assertThat(report.totals().rows()).isEqualTo(4);
  }

  @Test
  void aSessionThatNobodyWasMarkedInIsReportedAndAnUnknownOneNot() {
    SessionReport next = domain.reports.session(MATHS.on(MONDAY.plusDays(7))).orElseThrow();
    assertThat(next.finished()).isFalse();
    assertThat(statuses(next.rows()).values()).containsOnly(Status.ABSENT).hasSize(3);
    assertThat(domain.reports.session(SessionId.of("no such"))).isEmpty();
    assertThatThrownBy(() -> domain.reports.session(MATHS.on(MONDAY.plusDays(2))))
        .isInstanceOf(FaceException.class);
  }

  @Test
  void aPersonHasAHistory() {
    PeriodReport report = domain.reports.person(BOB, MONDAY, MONDAY.plusDays(6)).orElseThrow();
    assertThat(report.rows())
        .extracting(row -> row.attendance().status())
        .containsExactly(Status.LATE, Status.ABSENT);
    assertThat(report.people()).hasSize(1);
    assertThat(report.people().get(0).lateMinutes()).isEqualTo(12);
    assertThat(domain.reports.person(PersonId.of("nobody"), MONDAY, MONDAY)).isEmpty();
    assertThat(domain.reports.person(GUEST, MONDAY, MONDAY.plusDays(6)).orElseThrow().rows())
        .hasSize(1);
  }

  @Test
  void aGroupHasItsMembersOfTodayAndTotalsThatAddUp() {
    domain.register.correct(
        MATHS.on(MONDAY.plusDays(1)),
        EVE,
        new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()),
        new Decision("head of year", "ill"));
    PeriodReport report = domain.reports.group(FIRST, MONDAY, MONDAY.plusDays(6)).orElseThrow();
    assertThat(report.rows()).hasSize(6);
    assertThat(report.totals().counts())
        .containsEntry(Status.PRESENT, 2)
        .containsEntry(Status.LATE, 1)
        .containsEntry(Status.ABSENT, 2)
        .containsEntry(Status.EXCUSED, 1);
    assertThat(report.people()).hasSize(3);
    for (Status status : Status.values()) {
      int sum = report.people().stream().mapToInt(one -> one.totals().counts().get(status)).sum();
      assertThat(report.totals().counts().get(status)).isEqualTo(sum);
    }
    domain.roster.put(List.of(Person.of("s-3", "Eve").withGroups(GroupId.of("1b"))));
    assertThat(domain.reports.group(FIRST, MONDAY, MONDAY.plusDays(6)).orElseThrow().people())
        .hasSize(2);
    assertThat(domain.reports.group(GroupId.of("9z"), MONDAY, MONDAY)).isEmpty();
  }

  @Test
  void anEventOfAnotherDayIsNotInThePeriod() {
    PeriodReport tuesday =
        domain.reports.group(FIRST, MONDAY.plusDays(1), MONDAY.plusDays(1)).orElseThrow();
    assertThat(statuses(tuesday.rows()))
        .isEqualTo(Map.of(ADA, Status.PRESENT, BOB, Status.ABSENT, EVE, Status.ABSENT));
  }

  @Test
  void refusesDaysInTheWrongOrder() {
    assertThatThrownBy(() -> domain.reports.group(FIRST, MONDAY, MONDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> domain.reports.person(ADA, MONDAY, MONDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isClosedWithTheFacade() {
    domain.close();
    assertThatThrownBy(() -> domain.reports.session(MATHS.on(MONDAY)))
        .isInstanceOf(IllegalStateException.class);
  }
}
