/**
 * Not API. The store: SQL, encryption of templates and heads, and key files.
 *
 * <p>It may import the JDK, SLF4J, SQLite's JDBC driver, Flyway, JDBI, {@code io.faceattendance}
 * and the values of {@code io.faceattendance.match} and {@code io.faceattendance.attendance}. SQL
 * stands nowhere else.
 */
@NullMarked
package io.faceattendance.attendance.internal;

import org.jspecify.annotations.NullMarked;
