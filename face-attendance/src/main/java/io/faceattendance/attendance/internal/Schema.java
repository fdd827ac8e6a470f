package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables, brought to this version's state by Flyway under a location and a history table of
 * their own: the application that uses the library may have migrations too.
 */
final class Schema {
  static final String LOCATION = "classpath:io/faceattendance/attendance/schema/sqlite";
  static final String HISTORY = "face_attendance_schema";

  private Schema() {}

  static void migrate(DataSource source) {
    try {
      configured(source).load().migrate();
    } catch (FlywayException e) {
      if (Failures.sql(e).isPresent()) {
        throw Failures.ofSql("cannot make or look at the tables", e);
      }
      throw new StoreException(
          ("the tables of this data directory are not those that this version expects; was it"
              + " written by a newer version? "
              + e.getMessage()),
          e);
    }
  }

  static FluentConfiguration configured(DataSource source) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations(LOCATION)
        .target("2")
        .failOnMissingLocations(true)
        .table(HISTORY)
        .ignoreMigrationPatterns(new String[0]) // a newer version's migrations are an error
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .loggers("slf4j");
  }
}
