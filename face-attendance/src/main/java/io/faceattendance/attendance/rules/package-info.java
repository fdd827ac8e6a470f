/**
 * From events to attendance: pure functions of a session's rules and a set of facts, whatever the
 * order in which they came.
 *
 * <p>It imports values of {@code io.faceattendance}, {@code io.faceattendance.attendance} and
 * {@code io.faceattendance.attendance.schedule} only.
 */
@NullMarked
package io.faceattendance.attendance.rules;

import org.jspecify.annotations.NullMarked;
