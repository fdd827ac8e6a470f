package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables, brought to this version's state by Flyway under a location and a history table of
 * their own: the application that uses the library may have migrations too.
 */
final class Migrations {
  static final String HISTORY = "face_attendance_schema";
  private static final String ROOT = "classpath:io/faceattendance/attendance/schema/";

  private Migrations() {}

  static FluentConfiguration sqlite(DataSource source) {
    return configured(source, "sqlite");
  }

  /** The schema may hold other tables of the application: the history starts among them. */
  static FluentConfiguration postgresql(DataSource source) {
    return configured(source, "postgresql")
        .createSchemas(false)
        .baselineOnMigrate(true)
        .baselineVersion("0");
  }

  private static FluentConfiguration configured(DataSource source, String database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations(ROOT + database)
        .failOnMissingLocations(true)
        .table(HISTORY)
        .ignoreMigrationPatterns(new String[0]) // a newer version's migrations are an error
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .loggers("slf4j");
  }

  /** Whether there was anything to do. */
  static boolean run(FluentConfiguration configuration, String place) {
    try {
      return configuration.load().migrate().migrationsExecuted > 0;
    } catch (FlywayException e) {
      if (SqlFailures.sql(e).isPresent()) {
        throw SqlFailures.ofSql("cannot make or look at the tables of " + place, e);
      }
      throw new StoreException(
          "the tables of %s are not those that this version expects; was it written by a newer version? %s"
              .formatted(place, e.getMessage()),
          e);
    }
  }
}
