package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.SessionJson;
import io.faceattendance.attendance.internal.TemplateJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.schedule.Schedule;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.Span;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks sessions up: those in the store, and those that a template makes. Thread-safe. */
final class Sessions {
  private static final String DOCUMENT = "template/";

  // Where events were deleted because of their age, a template would make everybody absent.
  private static final String RETAINED_FROM = "policy/retained-from";
  private static final int MOST_YEARS = 10;

  /** From its start, a session admits at most 7 days before it and 7 after its end. */
  private static final Duration FARTHEST = Duration.ofDays(10);

  private static final Comparator<Session> BY_TIME =
      Comparator.comparing(Session::date).thenComparing(Sessions::start).thenComparing(Session::id);

  private final Vault vault;
  private final ZoneId zone;

  /**
   * Sessions of a store.
   *
   * @param zone of sessions that nobody planned
   */
  Sessions(Vault vault, ZoneId zone) {
    this.vault = vault;
    this.zone = zone;
  }

  static Instant start(Session session) {
    return session
        .schedule()
        .map(Schedule::time)
        .map(Span::start)
        .orElseGet(() -> session.date().atStartOfDay(session.zone()).toInstant());
  }

  /** From when on events are here; sessions of templates before it are not known any more. */
  static Instant retainedFrom(Vault vault) {
    return vault
        .document(RETAINED_FROM)
        .map(text -> Instant.parse(new String(text, StandardCharsets.UTF_8)))
        .orElse(Instant.MIN);
  }

  /** Events before that instant are deleted by this change. */
  static void retainFrom(Instant first, Vault vault, Commit.Builder change) {
    if (first.isAfter(retainedFrom(vault))) {
      byte[] text = first.toString().getBytes(StandardCharsets.UTF_8);
      change.put(vault.seal(RETAINED_FROM, text));
    }
  }

  static String documentOf(TemplateId template) {
    return DOCUMENT + template.value();
  }

  Optional<Session> find(SessionId id) {
    return stored(id).or(() -> instance(id));
  }

  Optional<Session> stored(SessionId id) {
    return stored(SessionQuery.of(id)).stream().findFirst();
  }

  /** The session in which something happens that nobody may have planned. */
  Session findOrMake(SessionId id, Instant at) {
    return find(id)
        .orElseGet(
            () -> {
              requireUnlikeOthers(id);
              return Session.adHoc(id, zone, LocalDate.ofInstant(at, zone));
            });
  }

  /** A slip of the pen makes no new session. */
  private void requireUnlikeOthers(SessionId id) {
    String name = id.value().replaceFirst("@[^@]*$", "");
    for (SessionTemplate template : templates()) {
      if (template.id().value().equalsIgnoreCase(name)) {
        throw new FaceException(
            "expected a session of the template %s as %s, with a day on which it takes place, got %s"
                .formatted(template.id(), template.id() + "@YYYY-MM-DD", id));
      }
    }
    for (SessionRow row : vault.rows().sessions(SessionQuery.all())) {
      // The same id is another program's, which made it a moment ago.
      if (!row.id().equals(id) && row.id().value().equalsIgnoreCase(id.value())) {
        throw new FaceException(
            "there is no session %s, but one with the id %s: write it like that, or choose another id"
                .formatted(id, row.id()));
      }
    }
  }

  SessionRow row(Session session) {
    return SessionJson.row(session, vault.now());
  }

  List<Session> stored(SessionQuery query) {
    return vault.rows().sessions(query).stream()
        .map(row -> SessionJson.session(row, zone))
        .toList();
  }

  private Optional<Session> instance(SessionId id) {
    return TemplateId.parse(id)
        .flatMap(wanted -> template(wanted.template()).map(found -> onItsDay(found, wanted.date())))
        .filter(session -> !start(session).isBefore(retainedFrom(vault)));
  }

  private static Session onItsDay(SessionTemplate template, LocalDate date) {
    return template
        .on(date)
        .orElseThrow(
            () ->
                new FaceException(
                    "expected a day on which %s takes place, got %s"
                        .formatted(template.id(), date)));
  }

  Optional<SessionTemplate> template(TemplateId id) {
    return templates(documentOf(id)).stream()
        .filter(template -> template.id().equals(id))
        .findFirst();
  }

  List<SessionTemplate> templates() {
    return templates(DOCUMENT).stream().sorted(Comparator.comparing(SessionTemplate::id)).toList();
  }

  private List<SessionTemplate> templates(String prefix) {
    return vault.rows().documents(prefix).stream().map(this::open).toList();
  }

  private SessionTemplate open(DocumentRow document) {
    return TemplateJson.template(vault.open(document));
  }

  /** The session to which an instant belongs; one that runs and is in the store goes first. */
  Optional<Session> at(SessionTemplate template, Instant at) {
    List<Session> near =
        stored(SessionQuery.between(at.minus(FARTHEST), at.plus(FARTHEST))).stream()
            .filter(one -> one.template().filter(template.id()::equals).isPresent())
            .filter(one -> one.admits(at))
            .toList();
    Optional<Session> planned =
        template.at(at).map(one -> stored(one.id()).orElse(one)).filter(one -> one.admits(at));
    Stream<Session> running = near.stream().filter(one -> runs(one, at));
    return Stream.concat(running, Stream.concat(planned.stream(), near.stream())).findFirst();
  }

  private static boolean runs(Session session, Instant at) {
    return session.schedule().filter(schedule -> schedule.time().contains(at)).isPresent();
  }

  /** By date, start and id; a session in the store goes before that of its template. */
  List<Session> between(LocalDate first, LocalDate last) {
    requirePeriod(first, last);
    Map<SessionId, Session> found = new LinkedHashMap<>();
    // Wherever it takes place, a session starts within a day of its date's midnight in UTC.
    SessionQuery query =
        SessionQuery.between(midnight(first.minusDays(1)), midnight(last.plusDays(2)));
    stored(query).forEach(session -> found.put(session.id(), session));
    Instant retained = retainedFrom(vault);
    for (SessionTemplate template : templates()) {
      template.between(first, last).stream()
          .filter(session -> !start(session).isBefore(retained))
          .forEach(session -> found.putIfAbsent(session.id(), session));
    }
    return found.values().stream()
        .filter(one -> !one.date().isBefore(first) && !one.date().isAfter(last))
        .sorted(BY_TIME)
        .toList();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static void requirePeriod(LocalDate first, LocalDate last) {
    if (last.isBefore(first) || last.isAfter(first.plusYears(MOST_YEARS))) {
      throw new IllegalArgumentException(
          "expected a last day from the first to %d years later, got %s to %s"
              .formatted(MOST_YEARS, first, last));
    }
  }
}
