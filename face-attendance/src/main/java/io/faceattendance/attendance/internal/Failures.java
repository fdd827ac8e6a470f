package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a directory or file that cannot be used as it is from a disk or database that fails. */
final class Failures {
  /** Primary result codes (sqlite.org/rescode.html); the low byte of an extended one. */
  private static final Set<Integer> REFUSED =
      Set.of(
          SQLiteErrorCode.SQLITE_PERM.code,
          SQLiteErrorCode.SQLITE_READONLY.code,
          SQLiteErrorCode.SQLITE_CANTOPEN.code,
          SQLiteErrorCode.SQLITE_NOTADB.code);

  private Failures() {}

  static StoreException of(String what, IOException thrown) {
    String message = "%s: %s".formatted(what, thrown);
    boolean refused =
        thrown instanceof AccessDeniedException
            || thrown instanceof FileAlreadyExistsException
            || thrown instanceof NotDirectoryException;
    return refused
        ? new StoreException(message, thrown)
        : new StoreFailedException(message, thrown);
  }

  /**
   * Of a failure of SQL, whoever wrapped it.
   *
   * @param what what was being done
   * @param thrown what was thrown
   */
  static StoreException ofSql(String what, Throwable thrown) {
    Throwable root = root(thrown);
    String message = "%s: %s".formatted(what, root.getMessage());
    boolean refused =
        root instanceof SQLiteException sql && REFUSED.contains(sql.getResultCode().code & 0xff);
    return refused
        ? new StoreException(message, thrown)
        : new StoreFailedException(message, thrown);
  }

  static Optional<SQLException> sql(Throwable thrown) {
    return root(thrown) instanceof SQLException sql ? Optional.of(sql) : Optional.empty();
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : root(cause);
  }
}
