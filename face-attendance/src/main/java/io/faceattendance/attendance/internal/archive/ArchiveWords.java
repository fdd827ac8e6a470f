package io.faceattendance.attendance.internal.archive;

import io.faceattendance.attendance.Archives;
import java.util.Map;
import java.util.UUID;

/** What the audit log says of an archive. */
final class ArchiveWords {
  private ArchiveWords() {}

  static Map<String, ?> details(UUID archive, Archives.Contents contents) {
    return Map.of(
        "archive", archive.toString(),
        "people", contents.people(),
        "templates", contents.templates(),
        "pictures", contents.pictures(),
        "sessions", contents.sessions(),
        "events", contents.events(),
        "audit_rows", contents.auditRows());
  }
}
