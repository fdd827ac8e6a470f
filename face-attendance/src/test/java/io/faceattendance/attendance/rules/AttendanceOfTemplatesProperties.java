package io.faceattendance.attendance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.Templates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Events around the sessions of any template, by day and by night, where and when clocks change, in
 * any order of arrival, beside a count of minutes.
 */
class AttendanceOfTemplatesProperties {
  private static final UUID PERSON = new UUID(1, 2);

  /** An event some minutes after the one before, or at a time at which a rule changes its mind. */
  private record Step(Kind kind, int later, int turn) {}

  /** A session and what happens in it. */
  record Story(Session session, List<AttendanceEvent> events) {}

  @Provide
  Arbitrary<Story> stories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(Kind.SEEN)),
            Tuple.of(3, Arbitraries.just(Kind.CHECKED_IN)),
            Tuple.of(4, Arbitraries.just(Kind.CHECKED_OUT)),
            Tuple.of(1, Arbitraries.just(Kind.MISMATCH)));
    Arbitrary<Integer> later =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 8)),
            Tuple.of(3, Arbitraries.integers().between(0, 40)),
            Tuple.of(1, Arbitraries.integers().between(0, 600)));
    Arbitrary<Integer> turns =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(-1)), Tuple.of(1, Arbitraries.integers().between(0, 11)));
    Arbitrary<Step> steps = Combinators.combine(kinds, later, turns).as(Step::new);
    return Combinators.combine(sessions(), steps.list().ofMinSize(1).ofMaxSize(25))
        .as((session, list) -> new Story(session, events(session, list)));
  }

  private static List<AttendanceEvent> events(Session session, List<Step> steps) {
    Facts facts = new Facts(session.id(), PERSON);
    List<Instant> turns = turns(session);
    List<AttendanceEvent> events = new ArrayList<>();
    Instant at = turns.get(0).minus(Duration.ofMinutes(5));
    for (Step step : steps) {
      at = step.turn() < 0 ? at.plus(Duration.ofMinutes(step.later())) : turns.get(step.turn());
      events.add(facts.fact(new UUID(3, events.size()), step.kind(), at));
    }
    return events;
  }

  /** The last minutes of which a rule says one thing, and the first of which it says another. */
  private static List<Instant> turns(Session session) {
    SessionRules rules = session.rules();
    Span time = session.schedule().orElseThrow().time();
    Instant opens = time.start().minus(rules.early());
    Instant grace = time.start().plus(rules.grace());
    Instant leave = time.end().minus(rules.leaveGrace());
    Instant gap = time.end().minus(rules.presenceGap());
    Instant closes = time.end().plus(rules.overtime());
    Duration minute = Duration.ofMinutes(1);
    return List.of(
        opens,
        opens.minus(minute),
        time.start(),
        time.start().plus(minute),
        grace,
        grace.plus(minute),
        leave,
        leave.minus(minute),
        gap,
        gap.minus(minute),
        closes,
        closes.plus(minute));
  }

  private static Arbitrary<Session> sessions() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "America/Sao_Paulo",
                "Asia/Kolkata")
            .map(ZoneId::of);
    Arbitrary<Integer> starts =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 24 * 60 - 1),
            Arbitraries.integers().between(20 * 60, 24 * 60 - 1),
            Arbitraries.integers().between(0, 3 * 60));
    Arbitrary<Integer> lengths =
        Arbitraries.oneOf(
            Arbitraries.integers().between(30, 180), Arbitraries.integers().between(1, 12 * 60));
    Arbitrary<List<Integer>> breaks = Arbitraries.integers().between(0, 200).list().ofMaxSize(6);
    Arbitrary<Instant> instants =
        Arbitraries.longs()
            .between(seconds("2009-01-01"), seconds("2029-01-01"))
            .map(Instant::ofEpochSecond);
    return Combinators.combine(
            zones,
            starts,
            lengths,
            breaks,
            instants,
            Arbitraries.integers().between(-1, 1),
            rules())
        .as(
            (zone, start, length, pauses, instant, days, rules) ->
                template(zone, start, length, pauses, rules)
                    .on(nextChange(zone, instant).plusDays(days))
                    .orElseThrow());
  }

  private static SessionTemplate template(
      ZoneId zone, int start, int length, List<Integer> pauses, SessionRules rules) {
    List<Integer> ends =
        pauses.stream().filter(offset -> offset <= length).distinct().sorted().toList();
    List<LocalSpan> breaks = new ArrayList<>();
    for (int i = 0; i + 1 < ends.size(); i += 2) {
      breaks.add(new LocalSpan(time(start + ends.get(i)), time(start + ends.get(i + 1))));
    }
    return Templates.daily(
        zone.getId(),
        time(start).toString(),
        time(start + length).toString(),
        rules,
        breaks.toArray(LocalSpan[]::new));
  }

  private static LocalTime time(int minute) {
    return LocalTime.ofSecondOfDay(minute % (24 * 60) * 60L);
  }

  private static LocalDate nextChange(ZoneId zone, Instant instant) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
    return (change == null ? instant : change.getInstant()).atZone(zone).toLocalDate();
  }

  private static long seconds(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static Arbitrary<SessionRules> rules() {
    Arbitrary<Duration> few = Arbitraries.integers().between(0, 20).map(Duration::ofMinutes);
    Arbitrary<Duration> many = Arbitraries.integers().between(0, 240).map(Duration::ofMinutes);
    Arbitrary<Duration> some = Arbitraries.integers().between(1, 15).map(Duration::ofMinutes);
    return Combinators.combine(
            Arbitraries.of(SessionRules.Kind.values()),
            Combinators.combine(many, many).as(Tuple::of),
            Combinators.combine(few, few).as(Tuple::of),
            Arbitraries.integers().between(1, 3),
            some,
            few,
            few,
            Arbitraries.of(OutWithoutIn.values()))
        .as(
            (kind, around, graces, sightings, within, cooldown, gap, policy) ->
                new SessionRules(
                    kind,
                    around.get1(),
                    graces.get1(),
                    graces.get2(),
                    around.get2(),
                    sightings,
                    within,
                    cooldown,
                    gap,
                    policy));
  }

  @Property
  void isWhatACountOfMinutesGives(@ForAll("stories") Story story, @ForAll Random random) {
    List<AttendanceEvent> arriving = new ArrayList<>(story.events());
    Collections.shuffle(arriving, random);
    PersonLedger ledger = PersonLedger.of(story.session());
    arriving.forEach(ledger::add);
    NaiveAttendance expected = new NaiveAttendance(story.session(), story.events());

    for (Attendance attendance :
        List.of(ledger.attendance(), PersonLedger.attendance(story.session(), arriving))) {
      assertThat(attendance.in()).as("in").isEqualTo(expected.in());
      assertThat(attendance.out()).as("out").isEqualTo(expected.out());
      assertThat(attendance.attended()).as("attended").isEqualTo(expected.attended());
      assertThat(attendance.status()).isEqualTo(expected.status());
      assertThat(attendance.lateMinutes()).as("late").isEqualTo(expected.lateMinutes());
      assertThat(attendance.leftEarlyMinutes())
          .as("left early")
          .isEqualTo(expected.status() == Status.ABSENT ? 0 : expected.leftEarlyMinutes());
    }
    Statistics.label("status").collect(expected.status());
    Statistics.label("changing clocks").collect(changes(story.session()).isPresent());
  }

  private static Optional<ZoneOffsetTransition> changes(Session session) {
    Instant opens = session.opens().orElseThrow();
    return Optional.ofNullable(session.zone().getRules().nextTransition(opens))
        .filter(change -> session.admits(change.getInstant()));
  }
}
