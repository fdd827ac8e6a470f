package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.TemplateJson;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.TemplateId;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.SessionQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Session templates and sessions. A template's session is stored as it is when somebody is marked
 * in it first, or when the template is replaced or removed after its start: what has begun keeps
 * its time, groups and rules. Thread-safe; part of a {@link FaceAttendance}.
 */
public final class Timetable {
  private static final int KEPT_DAYS = 400;

  private final Owned owned;
  private final Vault vault;
  private final Sessions sessions;

  Timetable(Owned owned, Vault vault, Sessions sessions) {
    this.owned = owned;
    this.vault = vault;
    this.sessions = sessions;
  }

  /**
   * Adds a template or replaces the one with that id. Sessions of the template before which have
   * started, of the last 400 days, stay as they are; {@link #cancel} calls one of them off.
   *
   * @param template the template
   */
  public void put(SessionTemplate template) {
    owned.whileOpen(() -> store(template));
  }

  private boolean store(SessionTemplate template) {
    if (sessions.template(template.id()).filter(template::equals).isPresent()) {
      return false;
    }
    String document = Sessions.documentOf(template.id());
    vault
        .rows()
        .commit(
            withWhatHasStarted(template.id())
                .put(vault.seal(document, TemplateJson.bytes(template)))
                .audit(audit("template", "template", template.id().value()))
                .build());
    return true;
  }

  /**
   * A change that stores the sessions of a template which have started, and lets those go which
   * have not and have no events.
   */
  private Commit.Builder withWhatHasStarted(TemplateId template) {
    Commit.Builder change = vault.change();
    Instant now = vault.now();
    sessions.stored(SessionQuery.all()).stream()
        .filter(session -> session.template().filter(template::equals).isPresent())
        .filter(session -> Sessions.start(session).isAfter(now))
        .forEach(session -> change.removeSession(session.id()));
    sessions
        .template(template)
        .ifPresent(before -> started(before, now).forEach(one -> change.add(sessions.row(one))));
    return change;
  }

  private static Stream<Session> started(SessionTemplate template, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, template.zone());
    return template.between(today.minusDays(KEPT_DAYS), today).stream()
        .filter(session -> !Sessions.start(session).isAfter(now));
  }

  /**
   * Adds a one-off session or replaces the one with that id, as long as it has no events.
   *
   * @param session without a template
   * @throws FaceException if the id has the form of an instance of a template that is here, or the
   *     session has events and other details
   * @throws IllegalArgumentException if it has a template, or its date is not the day of its start
   */
  public void put(Session session) {
    requireOneOff(session);
    owned.whileOpen(() -> store(session));
  }

  private static void requireOneOff(Session session) {
    if (session.template().isPresent()) {
      throw new IllegalArgumentException(
          "expected a session without a template, %s is one of %s"
              .formatted(session.id(), session.template().get()));
    }
    LocalDate day = LocalDate.ofInstant(Sessions.start(session), session.zone());
    // A start that a change of the clock moves over midnight belongs to the day before.
    if (!day.equals(session.date()) && !day.minusDays(1).equals(session.date())) {
      throw new IllegalArgumentException(
          "expected the day of the start %s, got %s".formatted(day, session.date()));
    }
  }

  private boolean store(Session session) {
    SessionId id = session.id();
    if (sessions.stored(id).filter(session::equals).isPresent()) {
      return false;
    }
    requireNoTemplate(id);
    requireNoEvents(id);
    vault
        .rows()
        .commit(
            vault
                .change()
                .removeSession(id)
                .add(sessions.row(session))
                .audit(audit("session", "session", id.value()))
                .build());
    if (sessions.stored(id).filter(session::equals).isEmpty()) {
      throw hasEvents(id); // recorded meanwhile
    }
    return true;
  }

  private void requireNoTemplate(SessionId id) {
    Optional<TemplateId> template =
        TemplateId.parse(id).map(TemplateId.Instance::template).filter(this::isHere);
    if (template.isPresent()) {
      throw new FaceException(
          "expected an id that is not one of the template %s, got %s: choose another"
              .formatted(template.get(), id));
    }
  }

  private boolean isHere(TemplateId template) {
    return sessions.template(template).isPresent();
  }

  private void requireNoEvents(SessionId id) {
    if (!vault.rows().events(EventQuery.of(Set.of(id))).isEmpty()) {
      throw hasEvents(id);
    }
  }

  private static FaceException hasEvents(SessionId id) {
    return new FaceException(
        "the session %s has events and stays as it is: give the other one another id"
            .formatted(id));
  }

  private AuditEntry audit(String action, String what, String id) {
    return vault.audit(action, Optional.empty(), Map.of(what, id));
  }

  /**
   * Removes a template; its sessions which have events, or have started in the last 400 days, stay.
   *
   * @param template which
   * @return whether it was there
   */
  public boolean remove(TemplateId template) {
    return owned.whileOpen(() -> isHere(template) && delete(template));
  }

  private boolean delete(TemplateId template) {
    vault
        .rows()
        .commit(
            withWhatHasStarted(template)
                .removeDocument(Sessions.documentOf(template))
                .audit(audit("template_removed", "template", template.value()))
                .build());
    return true;
  }

  /**
   * Calls a session off in which nothing has been recorded that counts. One of a template becomes a
   * day on which the template does not take place. A session whose events do not count stays, as
   * they do, and nobody is expected in it any more.
   *
   * @param session which
   * @return whether it was there
   * @throws FaceException if an event of it counts or a correction holds: declare them void first
   */
  public boolean cancel(SessionId session) {
    return owned.whileOpen(() -> new Cancellation(vault, sessions).cancel(session));
  }

  /**
   * All templates.
   *
   * @return by id
   */
  public List<SessionTemplate> templates() {
    return owned.whileOpen(sessions::templates);
  }

  /**
   * The sessions of days: stored ones and those of templates.
   *
   * @param first the first day
   * @param last the last day, at most 10 years later
   * @return by date, start and id
   * @throws IllegalArgumentException if the last day is before the first or more than 10 years
   *     later
   */
  public List<Session> between(LocalDate first, LocalDate last) {
    return owned.whileOpen(() -> sessions.between(first, last));
  }

  /**
   * One session: stored, or that of a template on a day.
   *
   * @param id its id
   * @return empty if there is none
   * @throws FaceException if it names a template that is here and a day on which it does not take
   *     place
   */
  public Optional<Session> session(SessionId id) {
    return owned.whileOpen(() -> sessions.find(id));
  }

  /**
   * The session of a template to which an instant belongs; see {@link SessionTemplate#at}. One that
   * is stored counts as it was when somebody was marked in it first.
   *
   * @param template which template
   * @param at when
   * @return empty if there is none
   * @throws FaceException if there is no such template
   */
  public Optional<Session> session(TemplateId template, Instant at) {
    return owned.whileOpen(
        () ->
            sessions.at(
                sessions
                    .template(template)
                    .orElseThrow(
                        () -> new FaceException("there is no session template " + template)),
                at));
  }
}
