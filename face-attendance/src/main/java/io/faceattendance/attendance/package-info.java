/**
 * Attendance from photographs: the facade that an application opens, people, sessions, and reports.
 *
 * <p>It may import every other module. SQL and encryption stand in its {@code internal} package.
 */
@NullMarked
package io.faceattendance.attendance;

import org.jspecify.annotations.NullMarked;
