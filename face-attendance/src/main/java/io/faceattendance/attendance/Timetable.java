package io.faceattendance.attendance;

import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.attendance.schedule.SessionTemplate;
import io.faceattendance.attendance.schedule.TemplateId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Session templates and sessions. A template's session is stored as it is when somebody is marked
 * in it first: a later change of the template changes sessions without events only. Thread-safe;
 * part of a {@link FaceAttendance}.
 */
public final class Timetable {

  private Timetable() {}

  /**
   * Adds a template or replaces the one with that id.
   *
   * @param template the template
   */
  public void put(SessionTemplate template) {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds a one-off session or replaces the one with that id, as long as it has no events.
   *
   * @param session without a template
   * @throws io.faceattendance.FaceException if the id has the form of an instance of a template
   *     that is here, or the session has events and other details
   */
  public void put(Session session) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes a template; its sessions with events stay.
   *
   * @param template which
   * @return whether it was there
   */
  public boolean remove(TemplateId template) {
    throw new UnsupportedOperationException();
  }

  /**
   * All templates.
   *
   * @return by id
   */
  public List<SessionTemplate> templates() {
    throw new UnsupportedOperationException();
  }

  /**
   * The sessions of days: stored ones and those of templates.
   *
   * @param first the first day
   * @param last the last day, at most 10 years later
   * @return by date, start and id
   */
  public List<Session> between(LocalDate first, LocalDate last) {
    throw new UnsupportedOperationException();
  }

  /**
   * One session: stored, or that of a template on a day.
   *
   * @param id its id
   * @return empty if there is none
   * @throws io.faceattendance.FaceException if it names a template that is here and a day on which
   *     it does not take place
   */
  public Optional<Session> session(SessionId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * The session of a template to which an instant belongs; see {@link SessionTemplate#at}.
   *
   * @param template which template
   * @param at when
   * @return empty if there is none
   * @throws io.faceattendance.FaceException if there is no such template
   */
  public Optional<Session> session(TemplateId template, Instant at) {
    throw new UnsupportedOperationException();
  }
}
