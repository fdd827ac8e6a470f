package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.EventJson;
import io.faceattendance.attendance.internal.TemplateJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.PersonLedger;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls sessions off. */
final class Cancellation {
  private final Vault vault;
  private final Sessions sessions;

  Cancellation(Vault vault, Sessions sessions) {
    this.vault = vault;
    this.sessions = sessions;
  }

  /** Whether it was there. */
  boolean cancel(SessionId id) {
    while (true) {
      long gallery = vault.rows().version().gallery();
      Optional<Session> stored = sessions.stored(id);
      Optional<SessionTemplate> planned = planned(id);
      if (stored.isEmpty() && planned.isEmpty()) {
        return false;
      }
      Commit.Builder change = vault.change().expecting(gallery);
      stored.ifPresent(session -> remove(change, session));
      planned.ifPresent(template -> put(change, template));
      change.audit(vault.audit("cancelled", Optional.empty(), Map.of("session", id.value())));
      if (vault.rows().commit(change.build()).applied()) {
        return true;
      }
    }
  }

  /** The template of an instance that takes place, without that day. */
  private Optional<SessionTemplate> planned(SessionId id) {
    return TemplateId.parse(id)
        .flatMap(
            wanted ->
                sessions
                    .template(wanted.template())
                    .filter(template -> template.on(wanted.date()).isPresent())
                    .map(template -> without(template, wanted.date())));
  }

  private static SessionTemplate without(SessionTemplate template, LocalDate day) {
    SortedSet<LocalDate> except = new TreeSet<>(template.except());
    except.add(day);
    return new SessionTemplate(
        template.id(),
        template.name(),
        template.groups(),
        template.zone(),
        template.days(),
        template.start(),
        template.end(),
        template.breaks(),
        template.from(),
        template.to(),
        except,
        template.rules());
  }

  private void put(Commit.Builder change, SessionTemplate template) {
    change.put(vault.seal(Sessions.documentOf(template.id()), TemplateJson.bytes(template)));
  }

  private void remove(Commit.Builder change, Session session) {
    List<AttendanceEvent> events =
        vault.rows().events(EventQuery.of(Set.of(session.id()))).stream()
            .map(EventJson::event)
            .toList();
    requireNothingCounts(session, events);
    if (events.isEmpty()) {
      change.removeSession(session.id());
    } else {
      change.put(sessions.row(withoutGroups(session))); // its events stay, and so does it
    }
  }

  private static void requireNothingCounts(Session session, List<AttendanceEvent> events) {
    Map<UUID, List<AttendanceEvent>> byPerson =
        events.stream().collect(Collectors.groupingBy(AttendanceEvent::person));
    long recorded =
        byPerson.values().stream()
            .map(ofPerson -> PersonLedger.attendance(session, ofPerson))
            .filter(attendance -> attendance.decidedBy().isPresent())
            .count();
    if (recorded > 0) {
      throw new FaceException(
          "the session %s has taken place for %d people: declare their events void first, or correct their attendance"
              .formatted(session.id(), recorded));
    }
  }

  private static Session withoutGroups(Session session) {
    return new Session(
        session.id(),
        session.name(),
        session.template(),
        session.date(),
        session.zone(),
        new TreeSet<>(),
        session.schedule(),
        session.rules());
  }
}
