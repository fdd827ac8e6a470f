package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.Register.Decision;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.AttendanceEvent.Correction;
import io.faceattendance.attendance.rules.AttendanceEvent.Kind;
import io.faceattendance.attendance.rules.AttendanceEvent.Source;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.SessionRow;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordsJsonTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NINE = Instant.parse("2026-11-23T08:00:00Z");
  private static final SessionId MATHS = SessionId.of("maths");
  private static final String NAME = "Maths \"1a\" \\ Łódź \uD83D\uDE00";

  private static Session planned() {
    Span time = new Span(NINE, NINE.plusSeconds(7200));
    Span pause = new Span(NINE.plusSeconds(1800), NINE.plusSeconds(2400));
    return new Session(
        SessionId.of("t@2026-11-23"),
        NAME,
        Optional.of(TemplateId.of("t")),
        LocalDate.of(2026, 11, 23),
        BERLIN,
        new TreeSet<>(Set.of(GroupId.of("1a"), GroupId.of("1b"))),
        Optional.of(new Schedule(time, List.of(pause))),
        SessionRules.defaults(SessionRules.Kind.PRESENCE));
  }

  @Test
  void aSessionComesBackAsItWasStored() {
    SessionRow row = SessionJson.row(planned(), NINE);
    assertThat(row.start()).contains(NINE);
    assertThat(row.end()).contains(NINE.plusSeconds(7200));
    assertThat(SessionJson.session(row, ZoneId.of("UTC"))).isEqualTo(planned());
  }

  @Test
  void aSessionWithoutScheduleStartsWithItsDayAndHasNoEnd() {
    Session session = Session.adHoc(MATHS, BERLIN, LocalDate.of(2026, 11, 23));
    SessionRow row = SessionJson.row(session, NINE);
    assertThat(row.start()).contains(Instant.parse("2026-11-22T23:00:00Z"));
    assertThat(row.end()).isEmpty();
    assertThat(SessionJson.session(row, ZoneId.of("UTC"))).isEqualTo(session);
  }

  @Test
  void aRowOfTheFirstVersionIsASessionThatNobodyPlannedOnTheDayOfItsCreation() {
    Instant late = Instant.parse("2026-11-22T23:30:00Z");
    SessionRow row = new SessionRow(MATHS, Optional.empty(), Optional.empty(), late, "{}");
    Session session = SessionJson.session(row, BERLIN);
    assertThat(session).isEqualTo(Session.adHoc(MATHS, BERLIN, LocalDate.of(2026, 11, 23)));
  }

  @Test
  void aTemplateComesBackAsItWasStored() {
    SessionTemplate template =
        new SessionTemplate(
            TemplateId.of("night"),
            NAME,
            new TreeSet<>(Set.of(GroupId.of("ward 3"))),
            BERLIN,
            Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            List.of(new LocalSpan(LocalTime.of(1, 30), LocalTime.of(2, 0, 30))),
            Optional.of(LocalDate.of(2026, 9, 1)),
            Optional.empty(),
            new TreeSet<>(Set.of(LocalDate.of(2026, 12, 25))),
            SessionRules.defaults(SessionRules.Kind.IN_OUT));
    byte[] content = TemplateJson.bytes(template);
    assertThat(TemplateJson.template(content)).isEqualTo(template);
    assertThat(new String(content, StandardCharsets.UTF_8))
        .contains(
            "\"days\":[\"monday\",\"friday\"]",
            "\"breaks\":[[\"01:30\",\"02:00:30\"]]",
            "\"rules\":{\"kind\":\"in_out\",\"early\":\"PT30M\"");
  }

  private static AttendanceEvent event(Kind kind) {
    return new AttendanceEvent(
        UUID.randomUUID(),
        MATHS,
        UUID.randomUUID(),
        kind,
        NINE,
        NINE.plusSeconds(1),
        Source.CLAIM,
        Optional.of(new Evidence(0.5, 0.4, 1, new BoundingBox(1, 2, 3, 4))),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void anEventComesBackAsItWasStored() {
    AttendanceEvent out = event(Kind.CHECKED_OUT);
    EventRow row = EventJson.row(out);
    assertThat(EventJson.event(row)).isEqualTo(out);
    assertThat(row.kind()).isEqualTo("checked_out");
    assertThat(row.source()).isEqualTo("claim");
    assertThat(row.attends()).isTrue();
    assertThat(row.occurrence()).isEqualTo(NINE.getEpochSecond() * 1_000_000);
    assertThat(EventJson.row(event(Kind.MISMATCH)).attends()).isFalse();
  }

  @Test
  void correctionsAndVoidsAreFactsOfTheirOwnEvenAtOneInstant() {
    Correction correction =
        new Correction(Status.LEFT_EARLY, Optional.of(NINE), Optional.of(NINE.plusSeconds(60)));
    AttendanceEvent corrected = decided(Kind.CORRECTED, Optional.of(correction), Optional.empty());
    AttendanceEvent voided = decided(Kind.VOIDED, Optional.empty(), Optional.of(UUID.randomUUID()));
    assertThat(EventJson.event(EventJson.row(corrected))).isEqualTo(corrected);
    assertThat(EventJson.event(EventJson.row(voided))).isEqualTo(voided);
    AttendanceEvent other = decided(Kind.CORRECTED, Optional.of(correction), Optional.empty());
    assertThat(EventJson.row(corrected).occurrence())
        .isNotEqualTo(EventJson.row(other).occurrence());
  }

  private static AttendanceEvent decided(
      Kind kind, Optional<Correction> correction, Optional<UUID> voids) {
    return new AttendanceEvent(
        UUID.randomUUID(),
        MATHS,
        UUID.randomUUID(),
        kind,
        NINE,
        NINE,
        Source.MANUAL,
        Optional.empty(),
        correction,
        voids);
  }

  @Test
  void aDecisionComesBackAsItWasSealed() {
    Decision decision = new Decision("head of year", "doctor's note \"12\"");
    assertThat(DecisionJson.decision(DecisionJson.bytes(decision))).isEqualTo(decision);
  }

  @Test
  void whatWasChangedIsRefusedWithTheIdAlone() {
    SessionRow broken =
        new SessionRow(MATHS, Optional.empty(), Optional.empty(), NINE, "{\"name\":\"Maths\"}");
    assertThatThrownBy(() -> SessionJson.session(broken, BERLIN))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("session maths cannot be read");
    EventRow row = EventJson.row(event(Kind.SEEN));
    EventRow odd =
        new EventRow(
            row.id(),
            row.session(),
            row.person(),
            "teleported",
            1,
            true,
            NINE,
            NINE,
            "face",
            Optional.empty(),
            Optional.empty(),
            "{}");
    assertThatThrownBy(() -> EventJson.event(odd))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(row.id().toString());
  }
}
