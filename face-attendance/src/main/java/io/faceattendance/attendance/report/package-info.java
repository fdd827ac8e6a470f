/**
 * Reports: the attendance of people in sessions as rows, with totals that add up. Pure values and
 * functions.
 *
 * <p>It imports values of {@code io.faceattendance}, {@code io.faceattendance.attendance}, {@code
 * io.faceattendance.attendance.schedule} and {@code io.faceattendance.attendance.rules} only.
 */
@NullMarked
package io.faceattendance.attendance.report;

import org.jspecify.annotations.NullMarked;
