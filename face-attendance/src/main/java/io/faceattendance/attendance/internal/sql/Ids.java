package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import java.util.UUID;

/** Ids as SQLite has them: as a text that anybody may have changed. */
final class Ids {
  private Ids() {}

  static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "expected a UUID in the store, got '%s': it was changed, restore a backup"
              .formatted(text),
          e);
    }
  }
}
