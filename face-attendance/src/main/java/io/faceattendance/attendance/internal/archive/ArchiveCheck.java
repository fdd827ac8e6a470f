package io.faceattendance.attendance.internal.archive;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SessionRow;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Looks through an archive before any of it is stored. */
final class ArchiveCheck implements ArchiveVisitor {
  final Tally tally = new Tally();
  private ArchiveStart start = new ArchiveStart(0, AuditHead.EMPTY);
  private final Set<UUID> people = new HashSet<>();
  private final Set<UUID> removed = new HashSet<>();
  private final Set<SessionId> sessions = new HashSet<>();

  /** Keys of people who have events and are not among the people any more. */
  Set<UUID> removed() {
    return removed;
  }

  ArchiveStart start() {
    return start;
  }

  /** An import could not show that the whole log is gone. */
  void requireAuditRows() {
    if (start.auditHead().rows() > 0 && tally.contents().auditRows() == 0) {
      throw new FaceException(
          "the archive was made of a store whose audit log had been emptied: nothing was changed");
    }
  }

  @Override
  public void begin(ArchiveStart first) {
    start = first;
  }

  @Override
  public void document(String name, byte[] plain) {}

  @Override
  public void person(PersonRow person) {
    tally.person(person);
    people.add(person.key());
  }

  @Override
  public void sealed(PlainRecord sealed) {
    tally.sealed(sealed);
    require(people.contains(sealed.person()), "a record of a person who is not in it");
  }

  @Override
  public void session(SessionRow session) {
    tally.session(session);
    sessions.add(session.id());
  }

  @Override
  public void event(EventRow event) {
    tally.event(event);
    require(sessions.contains(event.session()), "an event of a session that is not in it");
    if (!people.contains(event.person())) {
      removed.add(event.person());
    }
  }

  @Override
  public void audit(AuditRow row) {
    tally.audit(row);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("the archive has " + otherwise);
    }
  }
}
