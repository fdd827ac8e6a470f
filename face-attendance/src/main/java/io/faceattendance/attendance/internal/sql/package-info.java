/**
 * Not API. The storages that keep their rows in a database, SQLite or PostgreSQL, by the same
 * statements.
 *
 * <p>It may import the JDK, SLF4J, the JDBC drivers, HikariCP, Flyway, JDBI, {@code
 * io.faceattendance}, the values of {@code io.faceattendance.attendance}, {@code
 * io.faceattendance.attendance.store}, and from the package above {@code Micros} and {@code
 * OwnerOnly}. It knows no key.
 */
@NullMarked
package io.faceattendance.attendance.internal.sql;

import org.jspecify.annotations.NullMarked;
