package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SessionRow;

/** Is given what stands in an archive, in this order of kinds. */
interface ArchiveVisitor {
  void begin(ArchiveStart start);

  void document(String name, byte[] plain);

  void person(PersonRow person);

  void sealed(PlainRecord sealed);

  void session(SessionRow session);

  void event(EventRow event);

  void audit(AuditRow row);
}
