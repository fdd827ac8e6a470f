package io.faceattendance.attendance.internal.archive;

import java.util.Locale;

/** What a line of an archive is, in the order in which they stand there. */
enum Kind {
  ARCHIVE,
  DOCUMENT,
  PERSON,
  SEALED,
  SESSION,
  EVENT,
  AUDIT,
  END;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
