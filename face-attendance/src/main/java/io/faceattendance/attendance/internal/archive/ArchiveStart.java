package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.store.AuditHead;

/**
 * What the first line of an archive says of the store.
 *
 * @param templatesVersion its {@link io.faceattendance.attendance.store.StoreVersion#templates()},
 *     by which a trained head is known to be of the people who are there
 * @param auditHead the end of its audit log, whose rows come last in the archive
 */
record ArchiveStart(long templatesVersion, AuditHead auditHead) {}
