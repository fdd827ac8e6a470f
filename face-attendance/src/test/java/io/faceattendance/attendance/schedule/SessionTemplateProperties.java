package io.faceattendance.attendance.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.schedule.SessionRules.Kind;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Templates of all kinds on days around changes of the clock. */
class SessionTemplateProperties {
  private static final int DAYS = 5;

  /** A template, and a day near which the clock changes if it does there at all. */
  record Plan(SessionTemplate template, LocalDate day) {
    List<Session> sessions() {
      return template.between(day.minusDays(DAYS), day.plusDays(DAYS));
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "Africa/Casablanca",
                "Pacific/Apia",
                "America/Sao_Paulo")
            .map(ZoneId::of);
    Arbitrary<Integer> starts =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 24 * 60 - 1),
            Arbitraries.integers().between(0, 4 * 60));
    // Two hours of rest are more than any change of the clock moves a session.
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 22 * 60);
    Arbitrary<Set<DayOfWeek>> days =
        Arbitraries.oneOf(
            Arbitraries.just(Set.of(DayOfWeek.values())),
            Arbitraries.of(DayOfWeek.values()).set().ofMinSize(1));
    Arbitrary<List<Integer>> breaks =
        Arbitraries.integers().between(0, 22 * 60).list().ofMaxSize(6);
    // At the end of 2011 Apia left out a day.
    Arbitrary<Instant> instants =
        Arbitraries.frequencyOf(
                Tuple.of(
                    4, Arbitraries.longs().between(seconds("2009-01-01"), seconds("2029-01-01"))),
                Tuple.of(1, Arbitraries.just(seconds("2011-12-01"))))
            .map(Instant::ofEpochSecond);
    return Combinators.combine(zones, starts, lengths, days, breaks, instants, rules())
        .as(
            (zone, start, length, weekdays, pauses, instant, rules) ->
                new Plan(
                    template(zone, start, length, weekdays, pauses, rules),
                    nextChange(zone, instant)));
  }

  private static Arbitrary<SessionRules> rules() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 10 * 60);
    return Combinators.combine(minutes, minutes)
        .as(
            (early, overtime) ->
                new SessionRules(
                    Kind.IN_OUT,
                    Duration.ofMinutes(early),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofMinutes(overtime),
                    1,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    SessionRules.OutWithoutIn.IGNORE));
  }

  private static SessionTemplate template(
      ZoneId zone,
      int start,
      int length,
      Set<DayOfWeek> days,
      List<Integer> pauses,
      SessionRules rules) {
    return new SessionTemplate(
        TemplateId.of("shift"),
        "Shift",
        new TreeSet<>(),
        zone,
        days,
        minute(start),
        minute(start + length),
        breaks(start, length, pauses),
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        rules);
  }

  private static List<LocalSpan> breaks(int start, int length, List<Integer> offsets) {
    List<Integer> ends =
        offsets.stream().filter(offset -> offset <= length).distinct().sorted().toList();
    List<LocalSpan> breaks = new ArrayList<>();
    for (int i = 0; i + 1 < ends.size(); i += 2) {
      breaks.add(new LocalSpan(minute(start + ends.get(i)), minute(start + ends.get(i + 1))));
    }
    return breaks;
  }

  private static LocalTime minute(int minute) {
    return LocalTime.ofSecondOfDay(minute % (24 * 60) * 60L);
  }

  private static LocalDate nextChange(ZoneId zone, Instant instant) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
    return (change == null ? instant : change.getInstant()).atZone(zone).toLocalDate();
  }

  private static long seconds(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static Span time(Session session) {
    return session.schedule().orElseThrow().time();
  }

  @Property
  void startsOnItsDateAndIsTheInstanceOfThatDate(@ForAll("plans") Plan plan) {
    for (Session session : plan.sessions()) {
      assertThat(time(session).start().atZone(session.zone()).toLocalDate())
          .isEqualTo(session.date());
      assertThat(plan.template().on(session.date())).contains(session);
      assertThat(TemplateId.parse(session.id()))
          .contains(new TemplateId.Instance(plan.template().id(), session.date()));
    }
  }

  @Property
  void localTimesThatThereAreAreKept(@ForAll("plans") Plan plan) {
    SessionTemplate template = plan.template();
    for (Session session : plan.sessions()) {
      LocalDateTime start = session.date().atTime(template.start());
      boolean overnight = !template.end().isAfter(template.start());
      LocalDateTime end = session.date().plusDays(overnight ? 1 : 0).atTime(template.end());
      List<ZoneOffset> starts = session.zone().getRules().getValidOffsets(start);
      List<ZoneOffset> ends = session.zone().getRules().getValidOffsets(end);
      if (!starts.isEmpty()) {
        assertThat(time(session).start()).isEqualTo(start.toInstant(starts.get(0)));
      }
      if (!ends.isEmpty() && !starts.isEmpty()) {
        assertThat(time(session).end()).isEqualTo(end.toInstant(ends.get(ends.size() - 1)));
      }
    }
  }

  @Property
  void everyDateOfThePatternHasOneSession(@ForAll("plans") Plan plan) {
    List<LocalDate> expected =
        plan.day()
            .minusDays(DAYS)
            .datesUntil(plan.day().plusDays(DAYS + 1))
            .filter(date -> plan.template().days().contains(date.getDayOfWeek()))
            .filter(date -> exists(date, plan.template().zone()))
            .toList();

    assertThat(plan.sessions()).extracting(Session::date).containsExactlyElementsOf(expected);
    assertThat(new HashSet<>(plan.sessions())).hasSameSizeAs(expected);
  }

  /** Whether at least some time of the day is one that clocks showed. */
  private static boolean exists(LocalDate date, ZoneId zone) {
    return IntStream.range(0, 24)
        .anyMatch(hour -> !zone.getRules().getValidOffsets(date.atTime(hour, 30)).isEmpty());
  }

  @Property
  void sessionsWithRestBetweenThemDoNotOverlap(@ForAll("plans") Plan plan) {
    List<Session> sessions = plan.sessions();
    for (int i = 1; i < sessions.size(); i++) {
      assertThat(time(sessions.get(i - 1)).end()).isBeforeOrEqualTo(time(sessions.get(i)).start());
    }
  }

  @Property
  void anInstantOfASessionBelongsToIt(
      @ForAll("plans") Plan plan, @ForAll @IntRange(max = 999_999) int millionth) {
    for (Session session : plan.sessions()) {
      Duration length = time(session).duration();
      Instant instant =
          time(session).start().plus(length.dividedBy(1_000_000).multipliedBy(millionth));
      assertThat(plan.template().at(instant)).contains(session);
      assertThat(plan.template().at(time(session).start())).contains(session);
    }
  }

  @Property
  void anyInstantBelongsToTheNearestSessionThatAdmitsIt(
      @ForAll("plans") Plan plan, @ForAll @LongRange(min = -200_000, max = 200_000) long seconds) {
    Instant instant = plan.day().atStartOfDay(plan.template().zone()).toInstant();
    Instant asked = instant.plusSeconds(seconds);
    List<Session> admitting =
        plan.sessions().stream().filter(session -> session.admits(asked)).toList();

    Optional<Session> found = plan.template().at(asked);

    assertThat(found.isPresent()).isEqualTo(!admitting.isEmpty());
    found.ifPresent(
        session -> {
          assertThat(admitting).contains(session);
          for (Session other : admitting) {
            assertThat(away(session, asked)).isLessThanOrEqualTo(away(other, asked));
          }
        });
  }

  private static Duration away(Session session, Instant instant) {
    Span time = time(session);
    if (time.contains(instant)) {
      return Duration.ZERO;
    }
    Duration fromStart = Duration.between(time.start(), instant).abs();
    Duration fromEnd = Duration.between(time.end(), instant).abs();
    return fromStart.compareTo(fromEnd) < 0 ? fromStart : fromEnd;
  }
}
