package io.faceattendance.attendance.rules;

import static io.faceattendance.attendance.rules.Answer.ACCEPTED;
import static io.faceattendance.attendance.rules.Answer.DUPLICATE;
import static io.faceattendance.attendance.rules.Answer.NOT_PRESENCE;
import static io.faceattendance.attendance.rules.Answer.OUTSIDE;
import static io.faceattendance.attendance.rules.Answer.OUT_WITHOUT_IN;
import static io.faceattendance.attendance.rules.Answer.TO_BE_CONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.Kind;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import io.faceattendance.attendance.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A day of 09:00 to 17:00 in UTC with a lunch break from 12:00 to 12:30. */
class PersonLedgerTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final Session CLASS = session(SessionRules.defaults(Kind.MARK_ONCE));
  private static final Session WORK = session(SessionRules.defaults(Kind.IN_OUT));
  private static final Session WORKSHOP = session(SessionRules.defaults(Kind.PRESENCE));

  private final Facts facts = new Facts(CLASS.id(), UUID.randomUUID());

  private static Session session(SessionRules rules) {
    return Session.oneOff(
        SessionId.of("day"),
        "Day",
        DAY,
        ZoneId.of("UTC"),
        LocalTime.of(9, 0),
        LocalTime.of(17, 0),
        List.of(new LocalSpan(LocalTime.of(12, 0), LocalTime.of(12, 30))),
        Set.of(),
        rules);
  }

  private static SessionRules confirmed(Kind kind, int sightings) {
    SessionRules rules = SessionRules.defaults(kind);
    return new SessionRules(
        kind,
        rules.early(),
        rules.grace(),
        rules.leaveGrace(),
        rules.overtime(),
        sightings,
        rules.sightingsWithin(),
        rules.cooldown(),
        rules.presenceGap(),
        OutWithoutIn.IN_AT_START);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + "Z");
  }

  private static Span span(String start, String end) {
    return new Span(at(start), at(end));
  }

  private static List<Answer> answers(PersonLedger ledger, AttendanceEvent... events) {
    return Stream.of(events).map(ledger::add).toList();
  }

  @Test
  void whoeverIsSeenOnceInAClassWasThere() {
    PersonLedger ledger = PersonLedger.of(CLASS);
    AttendanceEvent first = facts.seen(at("09:05:00"));

    assertThat(answers(ledger, first, facts.seen(at("09:05:01")), facts.out(at("10:00:00"))))
        .containsExactly(ACCEPTED, DUPLICATE, DUPLICATE);
    assertThat(ledger.attendance())
        .isEqualTo(
            new Attendance(
                Status.PRESENT,
                Optional.of(first.at()),
                Optional.empty(),
                0,
                0,
                0,
                List.of(),
                Duration.ZERO,
                Optional.of(first.id()),
                false));
  }

  @Test
  void whoeverComesAfterTheGraceIsLateFromTheStartOn() {
    PersonLedger ledger = PersonLedger.of(CLASS);
    ledger.add(facts.seen(at("09:05:00.000001")));

    assertThat(ledger.attendance().status()).isEqualTo(Status.LATE);
    assertThat(ledger.attendance().lateMinutes()).isEqualTo(5);

    assertThat(ledger.add(facts.seen(at("08:30:00")))).isEqualTo(ACCEPTED);
    assertThat(ledger.attendance().status()).isEqualTo(Status.PRESENT);
    assertThat(ledger.attendance().lateMinutes()).isZero();
  }

  @Test
  void eventsOutsideOfTheTimeAndMismatchesDoNotCount() {
    PersonLedger ledger = PersonLedger.of(CLASS);

    assertThat(
            answers(
                ledger,
                facts.seen(at("08:29:59")),
                facts.seen(at("17:00:00.000001")),
                facts.mismatch(at("09:00:00"))))
        .containsExactly(OUTSIDE, OUTSIDE, NOT_PRESENCE);
    assertThat(ledger.attendance()).isEqualTo(Attendance.absent());
    assertThat(ledger.add(facts.seen(at("17:00:00")))).isEqualTo(ACCEPTED);
  }

  @Test
  void aDayOfWorkWithLunchAddsUp() {
    PersonLedger ledger = PersonLedger.of(WORK);

    assertThat(
            answers(
                ledger,
                facts.seen(at("08:58:00")),
                facts.seen(at("10:00:00")),
                facts.out(at("12:10:00")),
                facts.seen(at("12:50:00")),
                facts.out(at("17:02:00"))))
        .containsExactly(ACCEPTED, DUPLICATE, ACCEPTED, ACCEPTED, ACCEPTED);
    Attendance attendance = ledger.attendance();
    assertThat(attendance.status()).isEqualTo(Status.PRESENT);
    assertThat(attendance.spans())
        .containsExactly(span("08:58:00", "12:10:00"), span("12:50:00", "17:02:00"));
    assertThat(attendance.attended())
        .isEqualTo(Duration.ofMinutes(182).plus(Duration.ofMinutes(252)));
    assertThat(attendance.awayMinutes()).as("12:10 to 12:50 without the break").isEqualTo(20);
    assertThat(attendance.out()).contains(at("17:02:00"));
  }

  @Test
  void aForgottenCheckOutLeavesTheTimeOpen() {
    PersonLedger ledger = PersonLedger.of(WORK);
    answers(ledger, facts.in(at("09:00:00")), facts.out(at("11:00:00")), facts.in(at("11:30:00")));

    Attendance attendance = ledger.attendance();

    assertThat(attendance.status()).isEqualTo(Status.PRESENT);
    assertThat(attendance.out()).isEmpty();
    assertThat(attendance.spans()).containsExactly(span("09:00:00", "11:00:00"));

    ledger.add(
        facts.correction(
            at("18:00:00"),
            new Correction(Status.PRESENT, Optional.empty(), Optional.of(at("17:00:00")))));

    assertThat(ledger.attendance().spans())
        .containsExactly(span("09:00:00", "11:00:00"), span("11:30:00", "17:00:00"));
    assertThat(ledger.attendance().attended()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void anAccidentalDoublePunchChangesNothing() {
    PersonLedger ledger = PersonLedger.of(WORK);

    assertThat(
            answers(
                ledger,
                facts.in(at("09:00:00")),
                facts.out(at("09:00:30")),
                facts.out(at("09:01:00")),
                facts.out(at("16:00:00")),
                facts.in(at("16:00:05"))))
        .containsExactly(ACCEPTED, DUPLICATE, DUPLICATE, ACCEPTED, DUPLICATE);
    assertThat(ledger.attendance().spans()).containsExactly(span("09:00:00", "16:00:00"));
    assertThat(ledger.attendance().status()).isEqualTo(Status.LEFT_EARLY);
    assertThat(ledger.attendance().leftEarlyMinutes()).isEqualTo(60);
  }

  @Test
  void atOneInstantACheckInComesBeforeASightingAndThatBeforeACheckOut() {
    for (long id : new long[] {1, 3}) {
      AttendanceEvent in = fact(id, AttendanceEvent.Kind.CHECKED_IN);
      AttendanceEvent seen = fact(2, AttendanceEvent.Kind.SEEN);
      AttendanceEvent out = fact(4 - id, AttendanceEvent.Kind.CHECKED_OUT);

      assertThat(answers(PersonLedger.of(WORK), out, seen, in))
          .containsExactly(OUT_WITHOUT_IN, ACCEPTED, ACCEPTED);
      assertThat(PersonLedger.attendance(WORK, List.of(out, seen, in)).decidedBy())
          .contains(in.id());
      assertThat(PersonLedger.attendance(CLASS, List.of(out, seen)).decidedBy())
          .contains(seen.id());
    }
  }

  private AttendanceEvent fact(long id, AttendanceEvent.Kind kind) {
    return facts.fact(new UUID(0, id), kind, at("10:00:00"));
  }

  @Test
  void whoeverIsLateAndLeavesEarlyIsLateWithBothMinutes() {
    PersonLedger ledger = PersonLedger.of(WORK);
    answers(ledger, facts.in(at("09:30:59")), facts.out(at("16:29:30")));

    assertThat(ledger.attendance().status()).isEqualTo(Status.LATE);
    assertThat(ledger.attendance().lateMinutes()).isEqualTo(30);
    assertThat(ledger.attendance().leftEarlyMinutes()).isEqualTo(30);
  }

  @Test
  void aCheckOutWithoutCheckInFollowsThePolicy() {
    PersonLedger ignoring = PersonLedger.of(WORK);
    PersonLedger assuming = PersonLedger.of(session(confirmed(Kind.IN_OUT, 1)));

    assertThat(ignoring.add(facts.out(at("17:00:00")))).isEqualTo(OUT_WITHOUT_IN);
    assertThat(ignoring.attendance()).isEqualTo(Attendance.absent());
    assertThat(
            answers(
                assuming,
                facts.out(at("09:00:00")),
                facts.out(at("17:00:00")),
                facts.out(at("17:30:00"))))
        .containsExactly(OUT_WITHOUT_IN, ACCEPTED, OUT_WITHOUT_IN);
    assertThat(assuming.attendance().spans()).containsExactly(span("09:00:00", "17:00:00"));
    assertThat(assuming.attendance().status()).isEqualTo(Status.PRESENT);
  }

  @Test
  void presenceIsWhatLiesBetweenSightings() {
    PersonLedger ledger = PersonLedger.of(WORKSHOP);
    answers(
        ledger,
        facts.seen(at("09:00:00")),
        facts.seen(at("09:15:00")),
        facts.seen(at("09:25:00")),
        facts.seen(at("10:00:00")),
        facts.seen(at("16:40:00")),
        facts.seen(at("16:44:00")));

    assertThat(ledger.attendance().spans())
        .containsExactly(span("09:00:00", "09:25:00"), span("16:40:00", "16:44:00"));
    assertThat(ledger.attendance().status()).isEqualTo(Status.LEFT_EARLY);
    assertThat(ledger.attendance().leftEarlyMinutes()).isEqualTo(16);
    assertThat(ledger.attendance().awayMinutes())
        .as("09:25 to 16:40 without the break")
        .isEqualTo(405);

    ledger.add(facts.seen(at("16:45:00")));
    assertThat(ledger.attendance().status()).isEqualTo(Status.PRESENT);
  }

  @Test
  void whoeverIsNotSeenAgainWithinTheGapIsAbsent() {
    PersonLedger ledger = PersonLedger.of(WORKSHOP);
    answers(ledger, facts.seen(at("09:00:00")), facts.seen(at("09:15:01")));
    assertThat(ledger.attendance()).isEqualTo(Attendance.absent());

    ledger.add(facts.seen(at("09:20:00")));
    assertThat(ledger.attendance().status()).isEqualTo(Status.LEFT_EARLY);
    assertThat(ledger.attendance().in()).contains(at("09:00:00"));
    assertThat(ledger.attendance().awayMinutes()).isEqualTo(15);
  }

  @Test
  void aCorrectionOfWhoeverWasNotSeenAgainHoldsWithTheInstantThatIsKnown() {
    PersonLedger ledger = PersonLedger.of(WORKSHOP);
    ledger.add(facts.seen(at("09:00:00")));
    ledger.add(
        facts.correction(
            at("18:00:00"), new Correction(Status.PRESENT, Optional.empty(), Optional.empty())));

    assertThat(ledger.attendance().status()).isEqualTo(Status.PRESENT);
    assertThat(ledger.attendance().in()).contains(at("09:00:00"));
  }

  @Test
  void sightingsCountFromTheFirstOfThoseThatConfirm() {
    PersonLedger ledger = PersonLedger.of(session(confirmed(Kind.MARK_ONCE, 3)));
    AttendanceEvent first = facts.seen(at("09:04:00"));

    assertThat(
            answers(
                ledger,
                facts.seen(at("08:45:00")),
                first,
                facts.seen(at("09:04:00")),
                facts.seen(at("09:06:00"))))
        .containsOnly(TO_BE_CONFIRMED);
    assertThat(ledger.attendance()).isEqualTo(Attendance.absent());

    assertThat(ledger.add(facts.seen(at("09:09:00")))).isEqualTo(ACCEPTED);
    assertThat(ledger.attendance().in()).contains(at("09:04:00"));
    assertThat(ledger.add(facts.seen(at("09:10:00")))).isEqualTo(DUPLICATE);
    assertThat(ledger.add(facts.seen(at("09:00:00")))).isEqualTo(TO_BE_CONFIRMED);
    assertThat(ledger.add(facts.seen(at("09:01:00")))).isEqualTo(ACCEPTED);
    assertThat(ledger.attendance().in()).contains(at("09:00:00"));
  }

  @Test
  void aCheckInNeedsNoConfirmation() {
    PersonLedger ledger = PersonLedger.of(session(confirmed(Kind.IN_OUT, 3)));

    assertThat(answers(ledger, facts.seen(at("08:59:00")), facts.in(at("09:00:00"))))
        .containsExactly(TO_BE_CONFIRMED, ACCEPTED);
    assertThat(ledger.attendance().in()).contains(at("09:00:00"));
  }

  @Test
  void theLatestCorrectionHoldsWhateverTheOrder() {
    AttendanceEvent seen = facts.seen(at("09:00:00"));
    AttendanceEvent excused =
        facts.correction(
            at("18:00:00"), new Correction(Status.EXCUSED, Optional.empty(), Optional.empty()));
    AttendanceEvent late =
        facts.correction(
            at("19:00:00"),
            new Correction(Status.LATE, Optional.of(at("09:03:30")), Optional.empty()));
    PersonLedger ledger = PersonLedger.of(CLASS);

    assertThat(answers(ledger, late, seen, excused)).containsExactly(ACCEPTED, ACCEPTED, DUPLICATE);
    assertThat(ledger.attendance().status()).isEqualTo(Status.LATE);
    assertThat(ledger.attendance().lateMinutes()).isEqualTo(3);
    assertThat(ledger.attendance().decidedBy()).contains(late.id());
    assertThat(ledger.attendance().corrected()).isTrue();

    ledger.add(facts.voids(at("20:00:00"), late.id()));
    assertThat(ledger.attendance().status()).isEqualTo(Status.EXCUSED);
    ledger.add(facts.voids(at("20:00:00"), excused.id()));
    assertThat(ledger.attendance().status()).isEqualTo(Status.PRESENT);
    assertThat(ledger.attendance().corrected()).isFalse();
  }

  @Test
  void whoeverIsDeclaredAbsentWasNotThere() {
    PersonLedger ledger = PersonLedger.of(WORK);
    answers(ledger, facts.in(at("09:00:00")), facts.out(at("17:00:00")));
    AttendanceEvent correction =
        facts.correction(
            at("18:00:00"), new Correction(Status.ABSENT, Optional.empty(), Optional.empty()));
    ledger.add(correction);

    assertThat(ledger.attendance().in()).isEmpty();
    assertThat(ledger.attendance().attended()).isZero();
    assertThat(ledger.attendance().decidedBy()).contains(correction.id());
  }

  @Test
  void aCorrectedTimeCutsAndStretchesTheSpans() {
    PersonLedger ledger = PersonLedger.of(WORK);
    answers(
        ledger,
        facts.in(at("09:00:00")),
        facts.out(at("11:00:00")),
        facts.in(at("13:00:00")),
        facts.out(at("16:00:00")));
    ledger.add(
        facts.correction(
            at("18:00:00"),
            new Correction(
                Status.PRESENT, Optional.of(at("10:00:00")), Optional.of(at("17:00:00")))));

    assertThat(ledger.attendance().spans())
        .containsExactly(span("10:00:00", "11:00:00"), span("13:00:00", "17:00:00"));

    ledger.add(
        facts.correction(
            at("18:01:00"),
            new Correction(Status.PRESENT, Optional.empty(), Optional.of(at("08:45:00")))));
    assertThat(ledger.attendance().in()).isEmpty();
    assertThat(ledger.attendance().out()).contains(at("08:45:00"));
    assertThat(ledger.attendance().spans()).isEmpty();
  }

  @Test
  void aVoidIsRememberedUntilItsEventComesAndCannotBeVoid() {
    AttendanceEvent seen = facts.seen(at("09:00:00"));
    AttendanceEvent declared = facts.voids(at("10:00:00"), seen.id());
    PersonLedger ledger = PersonLedger.of(CLASS);

    assertThat(answers(ledger, declared, seen, facts.voids(at("11:00:00"), declared.id())))
        .containsExactly(ACCEPTED, DUPLICATE, DUPLICATE);
    assertThat(ledger.attendance()).isEqualTo(Attendance.absent());
    assertThat(ledger.add(facts.voids(at("12:00:00"), seen.id()))).isEqualTo(DUPLICATE);
  }

  @Test
  void withoutAScheduleEverythingCountsAndNobodyIsLate() {
    Session adHoc = Session.adHoc(CLASS.id(), ZoneId.of("UTC"), DAY);
    PersonLedger ledger = PersonLedger.of(adHoc);
    ledger.add(facts.seen(Instant.parse("2031-01-01T23:00:00Z")));

    assertThat(ledger.attendance().status()).isEqualTo(Status.PRESENT);
  }

  @Test
  void refusesEventsOfOthers() {
    PersonLedger ledger = PersonLedger.of(CLASS);
    ledger.add(facts.seen(at("09:00:00")));
    Facts other = new Facts(CLASS.id(), UUID.randomUUID());
    Facts elsewhere = new Facts(SessionId.of("other"), facts.person());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.add(other.seen(at("09:00:00"))))
        .withMessageContaining("expected an event of person " + facts.person());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.add(elsewhere.seen(at("09:00:00"))))
        .withMessageContaining("expected an event of session day, got one of other");
  }

  @Test
  void refusesCorrectionsThatContradictThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Correction(Status.ABSENT, Optional.of(at("09:00:00")), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Correction(
                    Status.PRESENT, Optional.of(at("09:00:00")), Optional.of(at("08:00:00"))));
  }
}
