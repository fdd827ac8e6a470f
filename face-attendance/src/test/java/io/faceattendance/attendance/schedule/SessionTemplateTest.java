package io.faceattendance.attendance.schedule;

import static io.faceattendance.attendance.schedule.Templates.daily;
import static io.faceattendance.attendance.schedule.Templates.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.schedule.SessionRules.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTemplateTest {
  private static final SessionRules RULES = SessionRules.defaults(Kind.IN_OUT);

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28, 22:00, 06:00, 2026-03-28T21:00:00Z, PT7H",
    "Europe/Berlin, 2026-10-24, 22:00, 06:00, 2026-10-24T20:00:00Z, PT9H",
    "Europe/Berlin, 2026-11-22, 22:00, 06:00, 2026-11-22T21:00:00Z, PT8H",
    "Europe/Berlin, 2026-11-22, 22:00, 22:00, 2026-11-22T21:00:00Z, PT24H",
    // starts at 03:30, ends at 04:00
    "Europe/Berlin, 2026-03-29, 02:30, 04:00, 2026-03-29T01:30:00Z, PT30M",
    // from the first 02:30 to the second 02:45
    "Europe/Berlin, 2026-10-25, 02:30, 02:45, 2026-10-25T00:30:00Z, PT1H15M",
    // nothing would be left of it: it keeps its 45 minutes
    "Europe/Berlin, 2026-03-29, 02:30, 03:15, 2026-03-29T01:30:00Z, PT45M",
    // changes by half an hour at 02:00
    "Australia/Lord_Howe, 2026-10-03, 22:00, 06:00, 2026-10-03T11:30:00Z, PT7H30M",
    "Australia/Lord_Howe, 2026-04-04, 22:00, 06:00, 2026-04-04T11:00:00Z, PT8H30M",
    // midnight did not exist
    "America/Sao_Paulo, 2018-11-04, 00:00, 08:00, 2018-11-04T03:00:00Z, PT7H",
    // over the day that was left out
    "Pacific/Apia, 2011-12-29, 22:00, 06:00, 2011-12-30T08:00:00Z, PT8H",
    // moved to midnight of the next day, still of its own
    "America/Scoresbysund, 2026-03-28, 23:00, 02:00, 2026-03-29T01:00:00Z, PT2H",
  })
  void lastsAsLongAsPeopleAreThere(
      String zone, LocalDate date, String start, String end, Instant first, Duration length) {
    Session session = daily(zone, start, end, RULES).on(date).orElseThrow();

    assertThat(session.schedule().orElseThrow().time())
        .isEqualTo(new Span(first, first.plus(length)));
    assertThat(session.date()).isEqualTo(date);
    assertThat(session.id()).isEqualTo(SessionId.of("shift@" + date));
  }

  @Test
  void aDayThatTheZoneLeftOutHasNoSession() {
    SessionTemplate template = daily("Pacific/Apia", "09:00", "12:00", RULES);

    assertThat(template.between(LocalDate.parse("2011-12-28"), LocalDate.parse("2012-01-01")))
        .extracting(Session::date)
        .containsExactly(
            LocalDate.parse("2011-12-28"),
            LocalDate.parse("2011-12-29"),
            LocalDate.parse("2011-12-31"),
            LocalDate.parse("2012-01-01"));
  }

  @Test
  void breaksFollowTheClockToo() {
    SessionTemplate template =
        daily(
            "Europe/Berlin",
            "22:00",
            "06:00",
            RULES,
            span("23:45", "00:15"),
            span("02:15", "02:45"));

    assertThat(breaks(template, "2026-11-22"))
        .containsExactly(
            new Span(Instant.parse("2026-11-22T22:45:00Z"), Instant.parse("2026-11-22T23:15:00Z")),
            new Span(Instant.parse("2026-11-23T01:15:00Z"), Instant.parse("2026-11-23T01:45:00Z")));
    assertThat(breaks(template, "2026-03-28").get(1))
        .isEqualTo(
            new Span(Instant.parse("2026-03-29T01:15:00Z"), Instant.parse("2026-03-29T01:45:00Z")));
    assertThat(breaks(template, "2026-10-24").get(1))
        .isEqualTo(
            new Span(Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T01:45:00Z")));
  }

  @Test
  void breaksThatTheClockPushesTogetherDoNotOverlap() {
    SessionTemplate template =
        daily(
            "Europe/Berlin",
            "22:00",
            "06:00",
            RULES,
            span("02:00", "02:30"),
            span("02:30", "02:45"));

    assertThat(breaks(template, "2026-10-24"))
        .containsExactly(
            new Span(Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T01:30:00Z")),
            new Span(Instant.parse("2026-10-25T01:30:00Z"), Instant.parse("2026-10-25T01:45:00Z")));
  }

  private static List<Span> breaks(SessionTemplate template, String date) {
    return template.on(LocalDate.parse(date)).orElseThrow().schedule().orElseThrow().breaks();
  }

  @Test
  void takesPlaceOnItsDaysOnly() {
    SessionTemplate template =
        new SessionTemplate(
            TemplateId.of("maths"),
            "Maths",
            new TreeSet<>(),
            ZoneId.of("Europe/Berlin"),
            Set.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
            LocalTime.of(8, 0),
            LocalTime.of(9, 30),
            List.of(),
            Optional.of(LocalDate.parse("2026-11-05")),
            Optional.of(LocalDate.parse("2026-11-16")),
            new TreeSet<>(Set.of(LocalDate.parse("2026-11-12"))),
            RULES);

    assertThat(template.between(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30")))
        .extracting(session -> session.date().toString())
        .containsExactly("2026-11-05", "2026-11-09", "2026-11-16");
  }

  @Test
  void anInstantBelongsToTheSessionThatRunsElseToTheNearest() {
    SessionTemplate night = daily("Europe/Berlin", "22:00", "06:00", RULES);

    assertThat(dateAt(night, "2026-11-22T20:45:00Z")).contains("2026-11-22");
    assertThat(dateAt(night, "2026-11-23T02:00:00Z")).contains("2026-11-22");
    assertThat(dateAt(night, "2026-11-23T09:00:00Z")).contains("2026-11-22");
    assertThat(dateAt(night, "2026-11-23T09:00:01Z")).isEmpty();
    assertThat(dateAt(night, "2026-11-23T20:29:59Z")).isEmpty();
    assertThat(dateAt(night, "2026-11-23T20:30:00Z")).contains("2026-11-23");
  }

  @Test
  void theLaterSessionIsTakenWhereTwoAreEquallyNear() {
    SessionTemplate wholeDay = daily("Asia/Kolkata", "06:00", "06:00", RULES);
    SessionTemplate halfDay = daily("Asia/Kolkata", "06:00", "05:00", RULES);

    assertThat(dateAt(wholeDay, "2026-11-22T00:30:00Z")).contains("2026-11-22");
    assertThat(dateAt(wholeDay, "2026-11-22T00:29:59Z")).contains("2026-11-21");
    assertThat(dateAt(halfDay, "2026-11-22T00:00:00Z")).contains("2026-11-22");
    assertThat(dateAt(halfDay, "2026-11-21T23:59:59Z")).contains("2026-11-21");
  }

  private static Optional<String> dateAt(SessionTemplate template, String instant) {
    return template.at(Instant.parse(instant)).map(session -> session.date().toString());
  }

  @Test
  void refusesWhatCannotBePlanned() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> daily("Asia/Kolkata", "08:00", "09:00", RULES, span("08:30", "09:15")))
        .withMessageContaining("expected breaks within 08:00 to 09:00");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                daily(
                    "Asia/Kolkata",
                    "08:00",
                    "12:00",
                    RULES,
                    span("09:00", "10:00"),
                    span("09:30", "10:30")));
    SessionTemplate template = daily("Asia/Kolkata", "08:00", "09:00", RULES);
    LocalDate day = LocalDate.parse("2026-11-22");
    assertThatIllegalArgumentException().isThrownBy(() -> template.between(day, day.minusDays(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.between(day, day.plusYears(10).plusDays(1)));
  }

  @Test
  void aOneOffSessionFollowsTheSameClock() {
    Session session =
        Session.oneOff(
            SessionId.of("open-night"),
            "Open night",
            LocalDate.parse("2026-03-28"),
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            List.of(),
            Set.of(),
            RULES);

    assertThat(session.schedule().orElseThrow().time().duration()).isEqualTo(Duration.ofHours(7));
    assertThat(session.template()).isEmpty();
    assertThat(
            Session.oneOff(
                session.id(),
                session.name(),
                session.zone(),
                session.schedule().orElseThrow(),
                Set.of(),
                RULES))
        .isEqualTo(session);
  }
}
