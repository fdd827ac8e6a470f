package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a place that cannot be used as it is from a disk, server or connection that fails. */
final class SqlFailures {
  /** Primary result codes of SQLite (sqlite.org/rescode.html); the low byte of an extended one. */
  private static final Set<Integer> REFUSED_BY_SQLITE =
      Set.of(
          SQLiteErrorCode.SQLITE_PERM.code,
          SQLiteErrorCode.SQLITE_READONLY.code,
          SQLiteErrorCode.SQLITE_CANTOPEN.code,
          SQLiteErrorCode.SQLITE_NOTADB.code);

  /**
   * Beginnings of SQLSTATE (PostgreSQL, appendix A): user or password, no such database, no such
   * schema, no right, and tables or columns that are missing or in the way.
   */
  private static final Set<String> REFUSED_BY_POSTGRES =
      Set.of("28", "3D", "3F", "42501", "42P01", "42703", "42P07", "42710", "42723");

  private static final String UNIQUE = "23505";

  private SqlFailures() {}

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
    Throwable root = causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
    String message = "%s: %s".formatted(what, sql(thrown).map(Throwable.class::cast).orElse(root));
    return sql(thrown).filter(SqlFailures::refused).isPresent()
        ? new StoreException(message, thrown)
        : new StoreFailedException(message, thrown);
  }

  private static boolean refused(SQLException thrown) {
    if (thrown instanceof SQLiteException sqlite) {
      return REFUSED_BY_SQLITE.contains(sqlite.getResultCode().code & 0xff);
    }
    return REFUSED_BY_POSTGRES.stream().anyMatch(state(thrown)::startsWith);
  }

  /** The innermost SQL exception: those around it may say less. */
  static Optional<SQLException> sql(Throwable thrown) {
    return causes(thrown)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  /** The SQLSTATE of the database, empty if there is none. */
  static String state(Throwable thrown) {
    return sql(thrown).map(SQLException::getSQLState).orElse("");
  }

  /** Whether a value that must be unique is there already. */
  static boolean isDuplicate(Throwable thrown) {
    return UNIQUE.equals(state(thrown))
        || sql(thrown).orElse(null) instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
