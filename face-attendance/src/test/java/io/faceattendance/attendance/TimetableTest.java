package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.BERLIN;
import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.internal.SessionJson;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.attendance.store.StoreVersion;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimetableTest {
  private static final TemplateId MATHS = TemplateId.of("maths");
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate SUNDAY = MONDAY.plusDays(6);
  private static final Person ADA = Person.of("s-1", "Ada").withGroups(GroupId.of("1a"));

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

  static SessionTemplate lesson(String id, LocalTime start, LocalTime end, DayOfWeek... days) {
    return new SessionTemplate(
        TemplateId.of(id),
        "Lesson " + id,
        new TreeSet<>(Set.of(GroupId.of("1a"))),
        BERLIN,
        Set.of(days),
        start,
        end,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        SessionRules.defaults(SessionRules.Kind.MARK_ONCE));
  }

  private static SessionTemplate maths(int hour) {
    return lesson(
        "maths",
        LocalTime.of(hour, 0),
        LocalTime.of(hour + 1, 0),
        DayOfWeek.MONDAY,
        DayOfWeek.TUESDAY);
  }

  private static Session talk(String id, Instant start) {
    return new Session(
        SessionId.of(id),
        "Talk",
        Optional.empty(),
        LocalDate.ofInstant(start, BERLIN),
        BERLIN,
        new TreeSet<>(),
        Optional.of(new Schedule(new Span(start, start.plusSeconds(3600)), List.of())),
        SessionRules.defaults(SessionRules.Kind.MARK_ONCE));
  }

  private static Instant startOf(Session session) {
    return session.schedule().orElseThrow().time().start();
  }

  @Test
  void keepsTemplatesById() {
    SessionTemplate sport = lesson("art", LocalTime.NOON, LocalTime.of(13, 0), DayOfWeek.FRIDAY);
    domain.timetable.put(maths(9));
    domain.timetable.put(sport);
    assertThat(domain.timetable.templates()).containsExactly(sport, maths(9));
    domain.timetable.put(maths(10));
    assertThat(domain.timetable.templates()).containsExactly(sport, maths(10));
    assertThat(domain.timetable.remove(MATHS)).isTrue();
    assertThat(domain.timetable.remove(MATHS)).isFalse();
    assertThat(domain.timetable.templates()).containsExactly(sport);
    assertThat(domain.audit())
        .containsExactly(
            "template {\"template\":\"maths\"}",
            "template {\"template\":\"art\"}",
            "template {\"template\":\"maths\"}",
            "template_removed {\"template\":\"maths\"}");
  }

  @Test
  void aTemplateWhoseIdBeginsLikeAnotherIsAnother() {
    domain.timetable.put(lesson("math", LocalTime.NOON, LocalTime.of(13, 0), DayOfWeek.FRIDAY));
    domain.timetable.put(maths(9));
    domain.timetable.remove(TemplateId.of("math"));
    assertThat(domain.timetable.templates()).containsExactly(maths(9));
    assertThat(domain.timetable.session(SessionId.of("math@2026-11-27"))).isEmpty();
  }

  @Test
  void putAgainUnchangedItCommitsNothing() {
    domain.timetable.put(maths(9));
    domain.timetable.put(talk("talk", MONDAY_9));
    StoreVersion before = domain.vault.rows().version();
    domain.timetable.put(maths(9));
    domain.timetable.put(talk("talk", MONDAY_9));
    assertThat(domain.vault.rows().version()).isEqualTo(before);
    assertThat(domain.audit()).hasSize(2);
  }

  @Test
  void theSessionOfATemplateIsThereWithoutBeingStored() {
    domain.timetable.put(maths(9));
    Session session = domain.timetable.session(MATHS.on(MONDAY)).orElseThrow();
    assertThat(session.template()).contains(MATHS);
    assertThat(startOf(session)).isEqualTo(MONDAY_9);
    assertThat(domain.vault.rows().sessions(SessionQuery.all())).isEmpty();
    assertThat(domain.timetable.session(SessionId.of("physics@2026-11-23"))).isEmpty();
    assertThat(domain.timetable.session(SessionId.of("maths"))).isEmpty();
    assertThatThrownBy(() -> domain.timetable.session(MATHS.on(SUNDAY)))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("maths")
        .hasMessageContaining("2026-11-29");
  }

  @Test
  void aChangedTemplateChangesSessionsWithoutEventsOnly() {
    domain.roster.put(List.of(ADA));
    domain.timetable.put(maths(9));
    domain.register.punch(MATHS.on(MONDAY), ADA.id(), Direction.SEEN, MONDAY_9);
    domain.timetable.put(maths(11));
    assertThat(startOf(domain.timetable.session(MATHS.on(MONDAY)).orElseThrow()))
        .isEqualTo(MONDAY_9);
    assertThat(startOf(domain.timetable.session(MATHS.on(TUESDAY)).orElseThrow()))
        .isEqualTo(MONDAY_9.plus(Duration.ofHours(26)));
    assertThat(domain.timetable.session(MATHS, MONDAY_9))
        .contains(domain.timetable.session(MATHS.on(MONDAY)).orElseThrow());
    assertThat(domain.timetable.between(MONDAY, TUESDAY))
        .extracting(TimetableTest::startOf)
        .containsExactly(MONDAY_9, MONDAY_9.plus(Duration.ofHours(26)));
  }

  @Test
  void aStoredSessionThatHasNoEventsFollowsTheTemplateToo() {
    domain.setClock(MONDAY_9.minusSeconds(1));
    domain.timetable.put(maths(9));
    Session stored = domain.timetable.session(MATHS.on(MONDAY)).orElseThrow();
    SessionRow row = SessionJson.row(stored, MONDAY_9);
    domain.vault.rows().commit(domain.vault.change().add(row).build());
    domain.timetable.put(maths(11));
    assertThat(startOf(domain.timetable.session(MATHS.on(MONDAY)).orElseThrow()))
        .isEqualTo(MONDAY_9.plus(Duration.ofHours(2)));
  }

  @Test
  void whatHasStartedKeepsItsTimeWhenTheTemplateIsReplacedOrRemoved() {
    domain.timetable.put(maths(9));
    domain.timetable.put(maths(11));
    assertThat(domain.timetable.between(MONDAY.minusDays(7), TUESDAY))
        .extracting(session -> startOf(session).atZone(BERLIN).getHour())
        .containsExactly(9, 9, 9, 11);
    domain.timetable.remove(MATHS);
    assertThat(domain.timetable.between(MONDAY.minusDays(7), TUESDAY))
        .extracting(session -> startOf(session).atZone(BERLIN).getHour())
        .containsExactly(9, 9, 9);
    assertThat(domain.timetable.between(MONDAY.minusYears(2), MONDAY.minusDays(401))).isEmpty();
  }

  @Test
  void aSessionOfATemplateIsCancelledAndTheOthersStay() {
    domain.timetable.put(maths(9));
    domain.timetable.put(maths(11)); // stores that of Monday
    assertThat(domain.timetable.cancel(MATHS.on(TUESDAY))).isTrue();
    assertThat(domain.timetable.cancel(MATHS.on(MONDAY))).isTrue();
    assertThat(domain.timetable.cancel(MATHS.on(MONDAY))).isFalse();
    assertThat(domain.timetable.cancel(MATHS.on(SUNDAY))).isFalse();
    assertThat(domain.timetable.cancel(SessionId.of("no such"))).isFalse();
    assertThat(domain.timetable.between(MONDAY, SUNDAY.plusDays(1)))
        .extracting(Session::id)
        .containsExactly(MATHS.on(SUNDAY.plusDays(1)));
    assertThat(domain.timetable.templates().get(0).except()).containsExactly(MONDAY, TUESDAY);
    assertThat(domain.audit())
        .filteredOn(row -> row.startsWith("cancelled"))
        .containsExactly(
            "cancelled {\"session\":\"maths@2026-11-24\"}",
            "cancelled {\"session\":\"maths@2026-11-23\"}");
  }

  @Test
  void aSessionIsCancelledOnlyWhileNothingInItCounts() {
    domain.roster.put(List.of(ADA));
    domain.timetable.put(maths(9));
    UUID seen =
        domain.register.punch(MATHS.on(MONDAY), ADA.id(), Direction.SEEN, MONDAY_9).event().id();
    assertThatThrownBy(() -> domain.timetable.cancel(MATHS.on(MONDAY)))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("void first");
    assertThat(domain.timetable.templates().get(0).except()).isEmpty();
    domain.register.declareVoid(seen, new Register.Decision("head", "school closed"));
    assertThat(domain.timetable.cancel(MATHS.on(MONDAY))).isTrue();
    assertThat(domain.reports.session(MATHS.on(MONDAY)).orElseThrow().rows()).isEmpty();
    assertThat(domain.register.events(MATHS.on(MONDAY))).hasSize(2);
    domain.timetable.put(talk("talk", MONDAY_9));
    assertThat(domain.timetable.cancel(SessionId.of("talk"))).isTrue();
    assertThat(domain.timetable.session(SessionId.of("talk"))).isEmpty();
  }

  @Test
  void anIdThatIsNearlyThatOfAnotherMakesNoNewSession() {
    domain.roster.put(List.of(ADA));
    domain.timetable.put(maths(9));
    domain.timetable.put(talk("Talk", MONDAY_9));
    for (String slip :
        List.of("maths@2026-1-5", "Maths@2026-11-23", "maths@", "MATHS", "maths", "talk")) {
      assertThatThrownBy(
              () -> domain.register.punch(SessionId.of(slip), ADA.id(), Direction.SEEN, MONDAY_9))
          .isInstanceOf(FaceException.class)
          .hasMessageContaining(slip);
    }
    assertThat(domain.vault.rows().sessions(SessionQuery.all())).hasSize(1);
    domain.register.punch(SessionId.of("trip@lake"), ADA.id(), Direction.SEEN, MONDAY_9);
  }

  @Test
  void aRemovedTemplateLeavesSessionsWithEvents() {
    domain.roster.put(List.of(ADA));
    domain.timetable.put(maths(9));
    domain.register.punch(MATHS.on(MONDAY), ADA.id(), Direction.SEEN, MONDAY_9);
    domain.timetable.remove(MATHS);
    assertThat(domain.timetable.between(MONDAY, SUNDAY))
        .extracting(Session::id)
        .containsExactly(MATHS.on(MONDAY));
    assertThat(domain.timetable.session(MATHS.on(SUNDAY))).isEmpty();
  }

  @Test
  void listsTheSessionsOfDaysByDateStartAndId() {
    domain.timetable.put(maths(9));
    domain.timetable.put(talk("b-talk", MONDAY_9));
    domain.timetable.put(talk("a-talk", MONDAY_9));
    domain.timetable.put(talk("early", MONDAY_9.minusSeconds(1800)));
    domain.timetable.put(
        talk("late on sunday", MONDAY_9.minus(Duration.ofHours(9).plusMinutes(1))));
    assertThat(domain.timetable.between(MONDAY, SUNDAY))
        .extracting(session -> session.id().value())
        .containsExactly("early", "a-talk", "b-talk", "maths@2026-11-23", "maths@2026-11-24");
    assertThat(domain.timetable.between(MONDAY.minusDays(1), MONDAY.minusDays(1)))
        .extracting(session -> session.id().value())
        .containsExactly("late on sunday");
  }

  @Test
  void aSessionThatNobodyPlannedIsListedOnTheDayOfItsFirstMark() {
    domain.roster.put(List.of(ADA));
    SessionId trip = SessionId.of("trip");
    domain.register.punch(trip, ADA.id(), Direction.SEEN, MONDAY_9.minus(Duration.ofDays(7)));
    assertThat(domain.timetable.between(MONDAY.minusDays(7), MONDAY.minusDays(7)))
        .extracting(Session::id)
        .containsExactly(trip);
    assertThat(domain.timetable.session(trip).orElseThrow().zone()).isEqualTo(BERLIN);
    assertThat(domain.timetable.between(MONDAY, SUNDAY)).isEmpty();
  }

  @Test
  void refusesDaysInTheWrongOrderOrTooMany() {
    assertThatThrownBy(() -> domain.timetable.between(TUESDAY, MONDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-24 to 2026-11-23");
    assertThatThrownBy(() -> domain.timetable.between(MONDAY, MONDAY.plusYears(10).plusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(domain.timetable.between(MONDAY, MONDAY.plusYears(10))).isEmpty();
  }

  @Test
  void aOneOffSessionCanBeReplacedUntilItHasEvents() {
    domain.roster.put(List.of(ADA));
    domain.timetable.put(talk("talk", MONDAY_9));
    Session later = talk("talk", MONDAY_9.plusSeconds(3600));
    domain.timetable.put(later);
    assertThat(domain.timetable.session(later.id())).contains(later);
    domain.register.punch(later.id(), ADA.id(), Direction.SEEN, MONDAY_9.plusSeconds(3600));
    domain.timetable.put(later);
    assertThatThrownBy(() -> domain.timetable.put(talk("talk", MONDAY_9)))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("has events");
    assertThat(domain.timetable.session(later.id())).contains(later);
    assertThat(domain.audit()).filteredOn(row -> row.startsWith("session ")).hasSize(2);
  }

  @Test
  void refusesAOneOffSessionInThePlaceOfATemplatesSession() {
    domain.timetable.put(maths(9));
    assertThatThrownBy(() -> domain.timetable.put(talk("maths@2026-11-29", MONDAY_9)))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("template maths");
    Session instance = domain.timetable.session(MATHS.on(MONDAY)).orElseThrow();
    assertThatThrownBy(() -> domain.timetable.put(instance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without a template");
    domain.timetable.put(talk("physics@2026-11-29", MONDAY_9));
  }

  @Test
  void refusesAOneOffSessionOnAnotherDayThanItsStart() {
    Session talk = talk("talk", MONDAY_9);
    Session wrong =
        new Session(
            talk.id(),
            talk.name(),
            talk.template(),
            SUNDAY,
            talk.zone(),
            talk.groups(),
            talk.schedule(),
            talk.rules());
    assertThatThrownBy(() -> domain.timetable.put(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-29");
  }

  @Test
  void findsTheShiftOfANightBeforeTheDayIsAsked() {
    SessionTemplate night =
        lesson(
            "night",
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            EnumSet.allOf(DayOfWeek.class).toArray(DayOfWeek[]::new));
    domain.timetable.put(night);
    Instant fourInTheMorning = Instant.parse("2026-11-24T03:00:00Z");
    assertThat(domain.timetable.session(night.id(), fourInTheMorning).orElseThrow().date())
        .isEqualTo(MONDAY);
    assertThat(domain.timetable.session(night.id(), MONDAY_9)).isEmpty();
    assertThatThrownBy(() -> domain.timetable.session(TemplateId.of("day"), MONDAY_9))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("day");
  }

  @Test
  void aNightShiftOverTheChangeOfTheClockIsAsLongAsItIs() {
    SessionTemplate night =
        lesson("night", LocalTime.of(22, 0), LocalTime.of(6, 0), DayOfWeek.SATURDAY);
    domain.timetable.put(night);
    List<Duration> lengths =
        List.of(LocalDate.of(2026, 3, 28), LocalDate.of(2026, 10, 24), LocalDate.of(2026, 11, 28))
            .stream()
            .map(day -> domain.timetable.session(night.id().on(day)).orElseThrow())
            .map(session -> session.schedule().orElseThrow().time().duration())
            .toList();
    assertThat(lengths)
        .containsExactly(Duration.ofHours(7), Duration.ofHours(9), Duration.ofHours(8));
  }

  @Test
  void readsSessionsOfTheFirstVersionOfTheStore() {
    SessionId old = SessionId.of("old");
    SessionRow row = new SessionRow(old, Optional.empty(), Optional.empty(), MONDAY_9, "{}");
    domain.vault.rows().commit(domain.vault.change().add(row).build());
    Session session = domain.timetable.between(MONDAY, MONDAY).get(0);
    assertThat(session.id()).isEqualTo(old);
    assertThat(session.schedule()).isEmpty();
    assertThat(session.groups()).isEmpty();
  }

  @Test
  void isClosedWithTheFacade() {
    domain.close();
    assertThatThrownBy(() -> domain.timetable.templates())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> domain.timetable.between(MONDAY, SUNDAY))
        .isInstanceOf(IllegalStateException.class);
  }
}
