package io.faceattendance.attendance;

import static io.faceattendance.attendance.DomainFixture.BERLIN;
import static io.faceattendance.attendance.DomainFixture.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Entry;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {
  private static final SessionId SHIFT = SessionId.of("shift");
  private static final SessionId LESSON = SessionId.of("lesson");
  private static final PersonId ADA = PersonId.of("s-1");
  private static final PersonId BOB = PersonId.of("s-2");
  private static final Decision DECISION = new Decision("head of year", "doctor's note");

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

  @BeforeEach
  void plan() {
    domain.roster.put(List.of(Person.of("s-1", "Ada"), Person.of("s-2", "Bob")));
    domain.timetable.put(planned(SHIFT, SessionRules.defaults(SessionRules.Kind.IN_OUT)));
    domain.timetable.put(planned(LESSON, SessionRules.defaults(SessionRules.Kind.MARK_ONCE)));
  }

  /** From 9 to 17. */
  private static Session planned(SessionId id, SessionRules rules) {
    return new Session(
        id,
        "Planned",
        Optional.empty(),
        LocalDate.of(2026, 11, 23),
        BERLIN,
        new TreeSet<>(),
        Optional.of(
            new Schedule(new Span(MONDAY_9, MONDAY_9.plus(Duration.ofHours(8))), List.of())),
        rules);
  }

  private static Instant at(int minutes) {
    return MONDAY_9.plus(Duration.ofMinutes(minutes));
  }

  private Recorded punch(Direction direction, int minutes) {
    return domain.register.punch(SHIFT, ADA, direction, at(minutes));
  }

  private Status status(SessionId session, PersonId person) {
    return domain.reports.session(session).orElseThrow().rows().stream()
        .filter(row -> row.person().filter(one -> one.id().equals(person)).isPresent())
        .findFirst()
        .orElseThrow()
        .attendance()
        .status();
  }

  @Test
  void recordsByHandAndSaysWhatItMeans() {
    Recorded in = punch(Direction.IN, 0);
    assertThat(in.answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(in.event().kind()).isEqualTo(Kind.CHECKED_IN);
    assertThat(in.event().source()).isEqualTo(Source.MANUAL);
    assertThat(in.event().evidence()).isEmpty();
    assertThat(punch(Direction.OUT, 480).attendance().status()).isEqualTo(Status.PRESENT);
    assertThat(domain.register.events(SHIFT))
        .extracting(entry -> entry.event().kind())
        .containsExactly(Kind.CHECKED_IN, Kind.CHECKED_OUT);
  }

  @Test
  void theSameFactTwiceIsADuplicateAndStandsOnce() {
    Recorded first = punch(Direction.IN, 0);
    Recorded second = punch(Direction.IN, 0);
    assertThat(second.answer()).isEqualTo(Answer.DUPLICATE);
    assertThat(second.event()).isEqualTo(first.event());
    assertThat(domain.register.events(SHIFT)).hasSize(1);
  }

  @Test
  void aPunchWithinTheCooldownIsADuplicateAndStandsAsAFact() {
    punch(Direction.IN, 0);
    Recorded out = domain.register.punch(SHIFT, ADA, Direction.OUT, MONDAY_9.plusSeconds(30));
    assertThat(out.answer()).isEqualTo(Answer.DUPLICATE);
    assertThat(domain.register.events(SHIFT)).hasSize(2);
    assertThat(domain.register.punch(SHIFT, ADA, Direction.OUT, at(300)).answer())
        .isEqualTo(Answer.ACCEPTED);
  }

  @Test
  void outWithoutInGoesByTheRules() {
    assertThat(punch(Direction.OUT, 480).answer()).isEqualTo(Answer.OUT_WITHOUT_IN);
    SessionRules standard = SessionRules.defaults(SessionRules.Kind.IN_OUT);
    SessionRules lenient =
        new SessionRules(
            standard.kind(),
            standard.early(),
            standard.grace(),
            standard.leaveGrace(),
            standard.overtime(),
            standard.sightings(),
            standard.sightingsWithin(),
            standard.cooldown(),
            standard.presenceGap(),
            OutWithoutIn.IN_AT_START);
    SessionId other = SessionId.of("lenient");
    domain.timetable.put(planned(other, lenient));
    Recorded out = domain.register.punch(other, ADA, Direction.OUT, at(480));
    assertThat(out.answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(out.attendance().in()).contains(MONDAY_9);
  }

  @Test
  void outsideTheTimeOfTheSessionItIsRecordedAndDoesNotCount() {
    Recorded early = punch(Direction.IN, -31);
    assertThat(early.answer()).isEqualTo(Answer.OUTSIDE);
    assertThat(early.attendance().status()).isEqualTo(Status.ABSENT);
    assertThat(domain.register.events(SHIFT)).hasSize(1);
  }

  @Test
  void refusesSomebodyWhoIsNotInTheStoreAndRecordsNothing() {
    assertThatThrownBy(
            () ->
                domain.register.punch(
                    SessionId.of("new"), PersonId.of("nobody"), Direction.IN, MONDAY_9))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("nobody");
    assertThat(domain.timetable.session(SessionId.of("new"))).isEmpty();
  }

  @Test
  void refusesAnInstantThatTheStoreCannotHold() {
    assertThatThrownBy(() -> domain.register.punch(SHIFT, ADA, Direction.IN, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCorrectionHoldsWithItsReasonAndTheEventsStay() {
    punch(Direction.IN, 60);
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.LATE);
    Correction correction = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
    Recorded corrected = domain.register.correct(SHIFT, ADA, correction, DECISION);
    assertThat(corrected.answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(corrected.attendance().status()).isEqualTo(Status.EXCUSED);
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.EXCUSED);
    List<Entry> entries = domain.register.events(SHIFT);
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).decision()).isEmpty();
    assertThat(entries.get(1).event()).isEqualTo(corrected.event());
    assertThat(entries.get(1).decision()).contains(DECISION);
    assertThat(entries.get(1).person()).contains(Person.of("s-1", "Ada"));
  }

  @Test
  void theLatestCorrectionHoldsWithItsTimes() {
    punch(Direction.IN, 60);
    domain.register.correct(
        SHIFT, ADA, new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()), DECISION);
    domain.setClock(at(1));
    Correction second = new Correction(Status.PRESENT, Optional.of(at(0)), Optional.of(at(480)));
    Recorded corrected = domain.register.correct(SHIFT, ADA, second, DECISION);
    assertThat(corrected.event().correction()).contains(second);
    assertThat(corrected.attendance().status()).isEqualTo(Status.PRESENT);
    assertThat(corrected.attendance().in()).contains(at(0));
    assertThat(corrected.attendance().out()).contains(at(480));
  }

  @Test
  void somebodyNeverSeenCanBeCorrected() {
    Correction excused = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
    domain.register.correct(LESSON, BOB, excused, DECISION);
    assertThat(status(LESSON, BOB)).isEqualTo(Status.EXCUSED);
  }

  @Test
  void aCorrectionStoresTheSessionOfATemplateAndRefusesAnUnknownOne() {
    domain.timetable.put(
        TimetableTest.lesson("maths", LocalTime.of(9, 0), LocalTime.of(10, 0), DayOfWeek.MONDAY));
    Correction excused = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
    SessionId maths = SessionId.of("maths@2026-11-23");
    domain.register.correct(maths, ADA, excused, DECISION);
    assertThat(domain.vault.rows().sessions(SessionQuery.of(maths))).hasSize(1);
    assertThatThrownBy(
            () -> domain.register.correct(SessionId.of("no such"), ADA, excused, DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("no such");
  }

  @Test
  void theAuditLogNamesEventSessionAndKeyAndNotTheReason() {
    Correction excused = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
    AttendanceEvent event = domain.register.correct(SHIFT, ADA, excused, DECISION).event();
    List<AuditRow> rows = domain.vault.rows().audit(0, 100);
    AuditRow last = rows.get(rows.size() - 1);
    assertThat(last.entry().action()).isEqualTo("corrected");
    assertThat(last.entry().person()).contains(event.person());
    assertThat(last.entry().details())
        .isEqualTo("{\"event\":\"%s\",\"session\":\"shift\"}".formatted(event.id()));
  }

  @Test
  void theReasonIsSealedAndGoesWithThePerson() {
    Correction excused = new Correction(Status.EXCUSED, Optional.empty(), Optional.empty());
    AttendanceEvent event = domain.register.correct(SHIFT, ADA, excused, DECISION).event();
    SealedRow note = domain.vault.rows().sealed(SealedRow.NOTE, Optional.of(event.person())).get(0);
    assertThat(note.label()).isEqualTo(event.id().toString());
    assertThat(new String(note.ciphertext().toArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain("doctor");
    domain.remove("s-1");
    Entry entry = domain.register.events(SHIFT).get(0);
    assertThat(entry.person()).isEmpty();
    assertThat(entry.decision()).isEmpty();
    assertThat(entry.event()).isEqualTo(event);
  }

  @Test
  void aVoidEventCountsNoMore() {
    AttendanceEvent in = punch(Direction.IN, 0).event();
    Recorded voided = domain.register.declareVoid(in.id(), DECISION);
    assertThat(voided.event().voids()).contains(in.id());
    assertThat(voided.attendance().status()).isEqualTo(Status.ABSENT);
    assertThat(domain.register.events(SHIFT).get(1).decision()).contains(DECISION);
    assertThat(domain.audit().get(domain.audit().size() - 1)).startsWith("voided ");
  }

  @Test
  void aVoidCorrectionGivesTheEventsTheirWordBack() {
    punch(Direction.IN, 0);
    Correction absent = new Correction(Status.ABSENT, Optional.empty(), Optional.empty());
    UUID correction = domain.register.correct(SHIFT, ADA, absent, DECISION).event().id();
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.ABSENT);
    domain.register.declareVoid(correction, DECISION);
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.PRESENT);
  }

  @Test
  void aFactThatIsRecordedAgainAfterAVoidCountsAndStandsOnceMore() {
    Recorded first = punch(Direction.IN, 0);
    domain.register.declareVoid(first.event().id(), DECISION);
    Recorded again = punch(Direction.IN, 0);
    assertThat(again.answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(again.event().id()).isNotEqualTo(first.event().id());
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.PRESENT);
    Recorded twice = punch(Direction.IN, 0);
    assertThat(twice.answer()).isEqualTo(Answer.DUPLICATE);
    assertThat(twice.event()).isEqualTo(again.event());
    assertThat(domain.register.events(SHIFT)).hasSize(3);
    assertThat(domain.register.declareVoid(again.event().id(), DECISION).attendance().status())
        .isEqualTo(Status.ABSENT);
    assertThat(punch(Direction.IN, 0).answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(punch(Direction.IN, 0).answer()).isEqualTo(Answer.DUPLICATE);
    assertThat(domain.register.events(SHIFT)).hasSize(5);
  }

  @Test
  void aFactThatIsRecordedAgainIsAnsweredWhatItMeans() {
    assertThat(punch(Direction.IN, -31).answer()).isEqualTo(Answer.OUTSIDE);
    assertThat(punch(Direction.IN, -31).answer()).isEqualTo(Answer.OUTSIDE);
    assertThat(punch(Direction.OUT, 300).answer()).isEqualTo(Answer.OUT_WITHOUT_IN);
    assertThat(punch(Direction.OUT, 300).answer()).isEqualTo(Answer.OUT_WITHOUT_IN);
    assertThat(domain.register.events(SHIFT)).hasSize(2);
  }

  @Test
  void aSingleSightingIsToBeConfirmedWhereOneHasToBeSeenAgain() {
    SessionId exam = SessionId.of("exam");
    domain.timetable.put(planned(exam, SessionRules.defaults(SessionRules.Kind.PRESENCE)));
    Recorded first = domain.register.punch(exam, ADA, Direction.SEEN, at(0));
    assertThat(first.answer()).isEqualTo(Answer.TO_BE_CONFIRMED);
    assertThat(first.attendance().status()).isEqualTo(Status.ABSENT);
    assertThat(domain.register.punch(exam, ADA, Direction.SEEN, at(15)).answer())
        .isEqualTo(Answer.ACCEPTED);
    assertThat(status(exam, ADA)).isEqualTo(Status.LEFT_EARLY);
  }

  @Test
  void theCorrectionDecidedLastHoldsEvenIfItsClockIsBehind() {
    domain.setClock(at(60));
    domain.register.correct(
        SHIFT, ADA, new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()), DECISION);
    domain.setClock(at(0));
    Recorded second =
        domain.register.correct(
            SHIFT,
            ADA,
            new Correction(Status.ABSENT, Optional.empty(), Optional.empty()),
            DECISION);
    assertThat(second.answer()).isEqualTo(Answer.ACCEPTED);
    assertThat(status(SHIFT, ADA)).isEqualTo(Status.ABSENT);
    assertThat(second.event().at()).isEqualTo(at(60).plusNanos(1000));
    assertThat(second.event().recordedAt()).isEqualTo(at(0));
  }

  @Test
  void eightThreadsVoidAnEventOnce() throws Exception {
    UUID event = punch(Direction.IN, 0).event().id();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> voiding =
          () -> {
            try {
              domain.register.declareVoid(event, DECISION);
              return 1;
            } catch (FaceException voidAlready) {
              return 0;
            }
          };
      int done = 0;
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(8, voiding))) {
        done += one.get();
      }
      assertThat(done).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(domain.audit()).filteredOn(row -> row.startsWith("voided ")).hasSize(1);
    assertThat(domain.register.events(SHIFT)).hasSize(2);
  }

  @Test
  void refusesACorrectionToATimeThatIsNotOneOfTheSession() {
    Correction nextDay = new Correction(Status.PRESENT, Optional.empty(), Optional.of(at(1440)));
    assertThatThrownBy(() -> domain.register.correct(SHIFT, ADA, nextDay, DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("2026-11-23T07:30:00Z to 2026-11-23T20:00:00Z")
        .hasMessageContaining("2026-11-24T08:00:00Z");
    SessionId trip = SessionId.of("trip");
    domain.register.punch(trip, ADA, Direction.SEEN, at(0));
    assertThatThrownBy(() -> domain.register.correct(trip, ADA, nextDay, DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("2026-11-22T23:00:00Z to 2026-11-23T23:00:00Z");
    assertThat(domain.audit()).noneMatch(row -> row.startsWith("corrected "));
  }

  @Test
  void refusesToVoidWhatIsVoidAVoidOrNothing() {
    AttendanceEvent in = punch(Direction.IN, 0).event();
    UUID voided = domain.register.declareVoid(in.id(), DECISION).event().id();
    int audited = domain.audit().size();
    assertThatThrownBy(() -> domain.register.declareVoid(in.id(), DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("void already");
    assertThatThrownBy(() -> domain.register.declareVoid(voided, DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("is a void");
    assertThatThrownBy(() -> domain.register.declareVoid(UUID.randomUUID(), DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("no event");
    assertThat(domain.audit()).hasSize(audited);
  }

  @Test
  void refusesToVoidAnEventOfSomebodyWhoWasRemovedAndAuditsNothing() {
    AttendanceEvent in = punch(Direction.IN, 0).event();
    domain.remove("s-1");
    int audited = domain.audit().size();
    assertThatThrownBy(() -> domain.register.declareVoid(in.id(), DECISION))
        .isInstanceOf(FaceException.class)
        .hasMessageContaining("has been removed");
    assertThat(domain.audit()).hasSize(audited);
  }

  @Test
  void refusesADecisionWithoutAPersonOrAReason() {
    assertThatThrownBy(() -> new Decision(" ", "reason"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decision("me", "x".repeat(1001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001");
  }

  @Test
  void isClosedWithTheFacade() {
    domain.close();
    assertThatThrownBy(() -> punch(Direction.IN, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> domain.register.events(SHIFT))
        .isInstanceOf(IllegalStateException.class);
  }
}
