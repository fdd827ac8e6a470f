package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.Archives;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionRow;

/** Counts what goes by. */
final class Tally implements ArchiveVisitor {
  private int people;
  private int templates;
  private int pictures;
  private int sessions;
  private long events;
  private long auditRows;

  Archives.Contents contents() {
    return new Archives.Contents(people, templates, pictures, sessions, events, auditRows);
  }

  @Override
  public void begin(ArchiveStart start) {}

  @Override
  public void document(String name, byte[] plain) {}

  @Override
  public void person(PersonRow person) {
    people++;
  }

  @Override
  public void sealed(PlainRecord sealed) {
    count(sealed.kind());
  }

  private void count(String kind) {
    if (kind.equals(SealedRow.TEMPLATE)) {
      templates++;
    } else if (kind.equals(SealedRow.PICTURE)) {
      pictures++;
    }
  }

  @Override
  public void session(SessionRow session) {
    sessions++;
  }

  @Override
  public void event(EventRow event) {
    events++;
  }

  @Override
  public void audit(AuditRow row) {
    auditRows++;
  }
}
