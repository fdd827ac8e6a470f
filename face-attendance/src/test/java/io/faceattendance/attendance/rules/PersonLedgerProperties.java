package io.faceattendance.attendance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Streams of events with equal instants, duplicates, mismatches, corrections and voids, in a
 * session of two hours with a break.
 */
class PersonLedgerProperties {
  private static final Instant START = Instant.parse("2026-10-25T00:00:00Z");
  private static final Schedule TWO_HOURS =
      new Schedule(span(0, 120), List.of(span(50, 60), span(60, 65)));
  private static final SessionId ID = SessionId.of("lesson");
  private static final Facts FACTS = new Facts(ID, new UUID(1, 2));

  /** A session and what happens in it, in the order in which it becomes known. */
  record Story(Session session, List<AttendanceEvent> events) {
    List<AttendanceEvent> attending() {
      return events.stream().filter(event -> event.kind().attends()).toList();
    }

    List<AttendanceEvent> without(Kind... kinds) {
      return events.stream().filter(event -> !Set.of(kinds).contains(event.kind())).toList();
    }
  }

  private record Step(Kind kind, Instant at, int target, Correction correction) {
    AttendanceEvent event(int index) {
      return switch (kind) {
        case CORRECTED -> FACTS.corrected(id(index), at, correction);
        case VOIDED -> FACTS.voided(id(index), at, id(target));
        default -> FACTS.fact(id(index), kind, at);
      };
    }
  }

  private static UUID id(int index) {
    return UUID.nameUUIDFromBytes(Integer.toString(index).getBytes(StandardCharsets.UTF_8));
  }

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static Span span(int start, int end) {
    return new Span(minute(start), minute(end));
  }

  @Provide
  Arbitrary<Story> stories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of(Kind.SEEN, Kind.CHECKED_IN)),
            Tuple.of(4, Arbitraries.just(Kind.CHECKED_OUT)),
            Tuple.of(3, Arbitraries.of(Kind.values())));
    Arbitrary<Step> steps =
        Combinators.combine(
                kinds,
                Arbitraries.integers().between(-25, 165).map(PersonLedgerProperties::minute),
                Arbitraries.integers().between(0, 30),
                corrections())
            .as(Step::new);
    return Combinators.combine(sessions(), steps.list().ofMaxSize(25))
        .as((session, list) -> new Story(session, events(list)));
  }

  private static List<AttendanceEvent> events(List<Step> steps) {
    List<AttendanceEvent> events = new ArrayList<>();
    for (Step step : steps) {
      events.add(step.event(events.size()));
    }
    return events;
  }

  private static Arbitrary<Correction> corrections() {
    Arbitrary<Optional<Instant>> ins =
        Arbitraries.integers().between(-20, 60).map(PersonLedgerProperties::minute).optional();
    Arbitrary<Optional<Instant>> outs =
        Arbitraries.integers().between(60, 150).map(PersonLedgerProperties::minute).optional();
    return Combinators.combine(Arbitraries.of(Status.values()), ins, outs)
        .as(
            (status, in, out) ->
                status == Status.ABSENT
                    ? new Correction(status, Optional.empty(), Optional.empty())
                    : new Correction(status, in, out));
  }

  private static Arbitrary<Session> sessions() {
    Arbitrary<Duration> few = Arbitraries.integers().between(0, 8).map(Duration::ofMinutes);
    return Combinators.combine(
            Arbitraries.of(SessionRules.Kind.values()),
            few,
            few,
            Arbitraries.integers().between(1, 3),
            few,
            few,
            Arbitraries.of(OutWithoutIn.values()),
            Arbitraries.frequency(
                Tuple.of(5, Optional.of(TWO_HOURS)), Tuple.of(1, Optional.<Schedule>empty())))
        .as(
            (kind, grace, leave, sightings, cooldown, gap, policy, schedule) ->
                session(
                    new SessionRules(
                        kind,
                        Duration.ofMinutes(20),
                        grace,
                        leave,
                        Duration.ofMinutes(30),
                        sightings,
                        Duration.ofMinutes(10),
                        cooldown,
                        gap.multipliedBy(3),
                        policy),
                    schedule));
  }

  private static Session session(SessionRules rules, Optional<Schedule> schedule) {
    Session session = Session.oneOff(ID, "Lesson", ZoneId.of("UTC"), TWO_HOURS, Set.of(), rules);
    return new Session(
        session.id(),
        session.name(),
        session.template(),
        session.date(),
        session.zone(),
        session.groups(),
        schedule,
        rules);
  }

  @Property
  void takingInOneByOneIsTheSameAsComputingFromTheSet(@ForAll("stories") Story story) {
    PersonLedger ledger = PersonLedger.of(story.session());
    for (int i = 0; i < story.events().size(); i++) {
      ledger.add(story.events().get(i));
      assertThat(ledger.attendance())
          .isEqualTo(PersonLedger.attendance(story.session(), story.events().subList(0, i + 1)));
    }
  }

  @Property
  void takingInByTimeIsTheSameAsComputingFromTheSet(@ForAll("stories") Story story) {
    List<AttendanceEvent> sorted = new ArrayList<>(story.events());
    sorted.sort(EventOrder.BY_INSTANT);
    PersonLedger ledger = PersonLedger.of(story.session());
    for (AttendanceEvent event : sorted) {
      ledger.add(event);
      ledger.attendance();
    }
    assertThat(ledger.attendance())
        .isEqualTo(PersonLedger.attendance(story.session(), story.events()));
  }

  @Property
  void theOrderOfArrivalDoesNotMatter(@ForAll("stories") Story story, @ForAll Random random) {
    List<AttendanceEvent> shuffled = new ArrayList<>(story.events());
    Collections.shuffle(shuffled, random);
    PersonLedger ledger = PersonLedger.of(story.session());
    shuffled.forEach(ledger::add);

    Attendance expected = PersonLedger.attendance(story.session(), story.events());
    assertThat(ledger.attendance()).isEqualTo(expected);
    assertThat(PersonLedger.attendance(story.session(), shuffled)).isEqualTo(expected);
  }

  @Property
  void anEventThatComesTwiceChangesNothing(@ForAll("stories") Story story) {
    PersonLedger ledger = PersonLedger.of(story.session());
    story.events().forEach(ledger::add);
    Attendance once = ledger.attendance();

    for (AttendanceEvent event : story.events()) {
      assertThat(ledger.add(event)).isEqualTo(Answer.DUPLICATE);
      assertThat(ledger.attendance()).isEqualTo(once);
    }
    List<AttendanceEvent> twice = new ArrayList<>(story.events());
    twice.addAll(story.events());
    assertThat(PersonLedger.attendance(story.session(), twice)).isEqualTo(once);
  }

  @Property
  void aSecondRecordOfTheSameFactIsNoSecondMark(
      @ForAll("stories") Story story, @ForAll Random random) {
    List<AttendanceEvent> events = new ArrayList<>(story.without(Kind.VOIDED));
    Assume.that(events.stream().anyMatch(event -> event.kind().attends()));
    List<AttendanceEvent> attending = story.attending();
    AttendanceEvent one = attending.get(random.nextInt(attending.size()));
    Attendance before = PersonLedger.attendance(story.session(), events);
    events.add(FACTS.fact(new UUID(random.nextLong(), 7), one.kind(), one.at()));

    Attendance after = PersonLedger.attendance(story.session(), events);

    assertThat(after).usingRecursiveComparison().ignoringFields("decidedBy").isEqualTo(before);
  }

  @Property
  void whatIsNotAcceptedChangesNothing(@ForAll("stories") Story story) {
    // A sighting that confirms somebody who is there already lets others count besides.
    Assume.that(
        story.session().rules().sightings() == 1
            || story.session().rules().kind() == SessionRules.Kind.MARK_ONCE);
    PersonLedger ledger = PersonLedger.of(story.session());
    for (AttendanceEvent event : story.events()) {
      Attendance before = ledger.attendance();
      if (ledger.add(event) != Answer.ACCEPTED) {
        assertThat(ledger.attendance()).isEqualTo(before);
      }
    }
  }

  @Property
  void aVoidOfEveryEventGivesAbsent(@ForAll("stories") Story story, @ForAll Random random) {
    List<AttendanceEvent> events = new ArrayList<>(story.events());
    for (AttendanceEvent event : story.events()) {
      events.add(FACTS.voids(event.at(), event.id()));
    }
    Collections.shuffle(events, random);

    assertThat(PersonLedger.attendance(story.session(), events)).isEqualTo(Attendance.absent());
  }

  @Property
  void nobodyAttendsLongerThanTheTimeInWhichEventsCount(@ForAll("stories") Story story) {
    Attendance attendance = PersonLedger.attendance(story.session(), story.events());

    int longest = story.session().schedule().isPresent() ? 20 + 120 + 30 : 25 + 165;
    assertThat(attendance.attended()).isBetween(Duration.ZERO, Duration.ofMinutes(longest));
    Instant free = Instant.MIN;
    for (Span span : attendance.spans()) {
      assertThat(span.start()).isAfterOrEqualTo(free);
      assertThat(span.start()).isAfterOrEqualTo(attendance.in().orElse(Instant.MAX));
      free = span.end();
    }
    attendance
        .out()
        .filter(out -> !attendance.spans().isEmpty())
        .ifPresent(
            out -> assertThat(attendance.spans()).last().matches(last -> !last.end().isAfter(out)));
  }

  @Property
  void attendedIsTheTimeOfTheSpansOutsideOfBreaks(@ForAll("stories") Story story) {
    Attendance attendance = PersonLedger.attendance(story.session(), story.events());
    List<Span> breaks = story.session().schedule().map(Schedule::breaks).orElse(List.of());
    long minutes = 0;
    for (int minute = -30; minute < 170; minute++) {
      Instant instant = minute(minute);
      boolean there = attendance.spans().stream().anyMatch(span -> span.contains(instant));
      boolean pause = breaks.stream().anyMatch(span -> span.contains(instant));
      minutes += there && !pause ? 1 : 0;
    }
    assertThat(attendance.attended()).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Property
  void attendedAndAwayAreTheTimeFromInToOut(@ForAll("stories") Story story) {
    Attendance attendance = PersonLedger.attendance(story.session(), story.without(Kind.CORRECTED));
    Assume.that(attendance.out().isPresent());
    Span stay = new Span(attendance.in().orElseThrow(), attendance.out().orElseThrow());
    Duration breaks =
        story.session().schedule().map(Schedule::breaks).orElse(List.of()).stream()
            .map(stay::overlap)
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(attendance.attended().plusMinutes(attendance.awayMinutes()))
        .isEqualTo(stay.duration().minus(breaks));
  }

  @Property
  void lateIsWhoCameAfterTheGraceAndNobodyElse(@ForAll("stories") Story story) {
    SessionRules rules = story.session().rules();
    Attendance attendance = PersonLedger.attendance(story.session(), story.without(Kind.CORRECTED));
    boolean afterGrace =
        story.session().schedule().isPresent()
            && attendance.in().filter(minute(0).plus(rules.grace())::isBefore).isPresent();

    assertThat(attendance.status() == Status.LATE).isEqualTo(afterGrace);
    assertThat(attendance.lateMinutes())
        .isEqualTo(
            afterGrace
                ? Duration.between(minute(0), attendance.in().orElseThrow()).toMinutes()
                : 0);
    assertThat(attendance.status() == Status.ABSENT).isEqualTo(attendance.in().isEmpty());
  }

  @Property
  void whoeverIsMarkedOnceCameAtTheFirstCountingEvent(@ForAll("stories") Story story) {
    SessionRules rules = story.session().rules();
    Assume.that(rules.kind() == SessionRules.Kind.MARK_ONCE && rules.sightings() == 1);
    Optional<Instant> first =
        story.attending().stream()
            .map(AttendanceEvent::at)
            .filter(story.session()::admits)
            .min(Instant::compareTo);

    assertThat(PersonLedger.attendance(story.session(), story.attending()).in()).isEqualTo(first);
  }

  @Property
  void aPresenceIsConfirmedByTheFirstGroupOfSightings(@ForAll("stories") Story story) {
    Assume.that(story.session().rules().kind() != SessionRules.Kind.PRESENCE);
    List<Instant> seen =
        story.events().stream()
            .filter(event -> event.kind() == Kind.SEEN && story.session().admits(event.at()))
            .map(AttendanceEvent::at)
            .distinct()
            .sorted()
            .toList();
    int more = story.session().rules().sightings() - 1;
    Optional<Instant> first = Optional.empty();
    for (int i = seen.size() - 1 - more; i >= 0; i--) {
      boolean near =
          Duration.between(seen.get(i), seen.get(i + more)).compareTo(Duration.ofMinutes(10)) <= 0;
      first = near ? Optional.of(seen.get(i)) : first;
    }

    Attendance attendance =
        PersonLedger.attendance(
            story.session(), story.events().stream().filter(e -> e.kind() == Kind.SEEN).toList());

    assertThat(attendance.in()).isEqualTo(first);
  }
}
