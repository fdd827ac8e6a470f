package io.faceattendance.attendance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.report.PeriodReport.PersonTotals;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.Facts;
import io.faceattendance.attendance.rules.PersonLedger;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Small schools over a week: some people, some sessions, some of everything that can happen. */
class ReportAssemblyProperties {
  private static final LocalDate MONDAY = LocalDate.parse("2026-10-19");
  private static final LocalDate SUNDAY = MONDAY.plusDays(6);
  private static final int PEOPLE = 6;
  private static final int REMOVED = 2;

  /** Everything that a report is made of. */
  record School(
      Map<UUID, Person> people, List<Session> sessions, List<AttendanceEvent> events, Instant now) {

    List<AttendanceEvent> eventsOf(Session session) {
      return events.stream().filter(event -> event.session().equals(session.id())).toList();
    }

    SessionReport report(Session session) {
      return ReportAssembly.session(session, people, eventsOf(session), now);
    }

    PeriodReport week() {
      return ReportAssembly.period(MONDAY, SUNDAY, people, sessions, events, now);
    }

    Set<Person> expected(Session session) {
      return people.values().stream()
          .filter(person -> person.groups().stream().anyMatch(session.groups()::contains))
          .filter(person -> person.isActiveOn(session.date()))
          .collect(Collectors.toSet());
    }
  }

  private record Happening(int person, int session, int what, int minute) {}

  @Provide
  Arbitrary<School> schools() {
    Arbitrary<Instant> nows = Arbitraries.integers().between(0, 7 * 24).map(hour -> hours(hour));
    return Combinators.combine(
            people().list().ofMinSize(1).ofMaxSize(PEOPLE),
            sessions().list().ofMinSize(1).ofMaxSize(5),
            happenings().list().ofMaxSize(40),
            nows)
        .as(ReportAssemblyProperties::school);
  }

  private static Instant hours(int hours) {
    return MONDAY.atStartOfDay().plusHours(hours).toInstant(ZoneOffset.UTC);
  }

  private static Arbitrary<Set<GroupId>> groups() {
    return Arbitraries.of("7a", "7b", "8").map(GroupId::of).set().ofMaxSize(3);
  }

  private static Arbitrary<Person> people() {
    Arbitrary<Optional<LocalDate>> days =
        Arbitraries.integers().between(0, 6).map(MONDAY::plusDays).map(day -> day).optional();
    return Combinators.combine(groups(), days)
        .as(
            (groups, from) ->
                Person.of("new", "Somebody")
                    .withGroups(groups.toArray(GroupId[]::new))
                    .withActive(from, Optional.empty()));
  }

  private static Arbitrary<Session> sessions() {
    return Combinators.combine(
            groups(),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 23),
            Arbitraries.of(SessionRules.Kind.values()),
            Arbitraries.of(true, true, true, false))
        .as(
            (groups, day, hour, kind, planned) ->
                planned
                    ? Session.oneOff(
                        SessionId.of("new"),
                        "Lesson",
                        MONDAY.plusDays(day),
                        ZoneId.of("UTC"),
                        LocalTime.of(hour, 0),
                        LocalTime.of((hour + 2) % 24, 0),
                        List.of(),
                        groups,
                        SessionRules.defaults(kind))
                    : Session.adHoc(SessionId.of("new"), ZoneId.of("UTC"), MONDAY.plusDays(day)));
  }

  private static Arbitrary<Happening> happenings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, PEOPLE + REMOVED - 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(-60, 200))
        .as(Happening::new);
  }

  private static School school(
      List<Person> people, List<Session> sessions, List<Happening> happenings, Instant now) {
    Map<UUID, Person> byKey = new HashMap<>();
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      Person named =
          Person.of("person-" + i, person.name())
              .withGroups(person.groups().toArray(GroupId[]::new))
              .withActive(person.activeFrom(), person.activeTo());
      byKey.put(new UUID(31L * i % 7, i), named);
    }
    List<Session> named = new ArrayList<>();
    for (Session session : sessions) {
      named.add(
          new Session(
              SessionId.of("session-" + named.size()),
              session.name(),
              session.template(),
              session.date(),
              session.zone(),
              session.groups(),
              session.schedule(),
              session.rules()));
    }
    List<AttendanceEvent> events = new ArrayList<>();
    for (Happening happening : happenings) {
      if (happening.session() < named.size()) {
        events.add(event(happening, named.get(happening.session()), events));
      }
    }
    return new School(byKey, named, events, now);
  }

  private static AttendanceEvent event(
      Happening happening, Session session, List<AttendanceEvent> before) {
    int i = happening.person();
    Facts facts = new Facts(session.id(), new UUID(31L * i % 7, i));
    Instant start =
        session
            .schedule()
            .map(when -> when.time().start())
            .orElse(Instant.parse("2026-10-20T00:00:00Z"));
    Instant at = start.plusSeconds(60L * happening.minute());
    return switch (happening.what()) {
      case 0, 1, 2 -> facts.seen(at);
      case 3 -> facts.in(at);
      case 4 -> facts.out(at);
      case 5 -> facts.mismatch(at);
      case 6 ->
          facts.correction(
              at,
              new Correction(
                  Status.values()[Math.floorMod(happening.minute(), Status.values().length)],
                  Optional.empty(),
                  Optional.empty()));
      default ->
          facts.voids(
              at,
              before.stream()
                  .filter(event -> event.person().equals(facts.person()))
                  .reduce((first, second) -> second)
                  .map(AttendanceEvent::id)
                  .orElse(new UUID(9, 9)));
    };
  }

  @Property
  void totalsAddUp(@ForAll("schools") School school) {
    PeriodReport week = school.week();
    assertThat(week.totals().rows()).isEqualTo(week.rows().size());
    for (Status status : Status.values()) {
      assertThat(week.totals().counts().get(status))
          .isEqualTo(
              week.people().stream().mapToInt(one -> one.totals().counts().get(status)).sum())
          .isEqualTo(
              week.rows().stream().filter(row -> row.attendance().status() == status).count());
    }
    assertThat(week.people().stream().mapToLong(PersonTotals::lateMinutes).sum())
        .isEqualTo(week.rows().stream().mapToLong(row -> row.attendance().lateMinutes()).sum());
    assertThat(week.people()).hasSameSizeAs(school.people().values());
    for (Session session : school.sessions()) {
      SessionReport report = school.report(session);
      assertThat(report.totals().rows()).isEqualTo(report.rows().size());
    }
  }

  @Property
  void everyExpectedPersonStandsOnceInASession(@ForAll("schools") School school) {
    for (Session session : school.sessions()) {
      List<AttendanceRow> rows = school.report(session).rows();
      List<Person> listed = rows.stream().flatMap(row -> row.person().stream()).toList();

      assertThat(listed).doesNotHaveDuplicates();
      assertThat(listed).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
      assertThat(
              rows.stream()
                  .filter(AttendanceRow::expected)
                  .map(row -> row.person().orElseThrow())
                  .toList())
          .containsExactlyInAnyOrderElementsOf(school.expected(session));
      assertThat(rows.subList(0, listed.size())).allMatch(row -> row.person().isPresent());
    }
  }

  @Property
  void everybodyOfWhomSomethingCountsStandsInTheSession(@ForAll("schools") School school) {
    for (Session session : school.sessions()) {
      Set<UUID> keys = new HashSet<>();
      school.eventsOf(session).forEach(event -> keys.add(event.person()));
      long recorded =
          keys.stream()
              .map(key -> PersonLedger.attendance(session, eventsOf(school, session, key)))
              .filter(attendance -> attendance.decidedBy().isPresent())
              .count();
      assertThat(
              school.report(session).rows().stream()
                  .filter(row -> row.source().isPresent())
                  .filter(row -> row.attendance().decidedBy().isPresent())
                  .count())
          .isEqualTo(recorded);
    }
  }

  @Property
  void everyRowIsWhatTheEventsOfThePersonAddUpTo(@ForAll("schools") School school) {
    Map<Person, UUID> keys = new HashMap<>();
    school.people().forEach((key, person) -> keys.put(person, key));
    for (Session session : school.sessions()) {
      for (AttendanceRow row : school.report(session).rows()) {
        row.person()
            .map(keys::get)
            .ifPresent(
                key ->
                    assertThat(row.attendance())
                        .isEqualTo(
                            PersonLedger.attendance(session, eventsOf(school, session, key))));
      }
    }
  }

  private static List<AttendanceEvent> eventsOf(School school, Session session, UUID key) {
    return school.eventsOf(session).stream().filter(event -> event.person().equals(key)).toList();
  }

  @Property
  void aPeriodIsItsSessionsWithoutAbsencesFromWhatIsNotOver(@ForAll("schools") School school) {
    List<AttendanceRow> rows = school.week().rows();
    for (Session session : school.sessions()) {
      boolean over =
          session
              .closes()
              .map(school.now()::isAfter)
              .orElse(!school.now().isBefore(midnightAfter(session)));
      assertThat(rows.stream().filter(row -> row.session().equals(session)).toList())
          .isEqualTo(
              school.report(session).rows().stream()
                  .filter(row -> row.person().isPresent())
                  .filter(row -> over || row.attendance().decidedBy().isPresent())
                  .toList());
    }
    assertThat(rows.stream().map(row -> row.session().date()).toList()).isSorted();
    assertThat(new TreeSet<>(rows.stream().map(row -> row.session().id()).toList()))
        .isSubsetOf(school.sessions().stream().map(Session::id).toList());
  }

  private static Instant midnightAfter(Session session) {
    return session.date().plusDays(1).atStartOfDay(session.zone()).toInstant();
  }
}
