/**
 * When sessions take place and what rules they follow: templates with a weekly pattern, their
 * instances, one-off sessions. Pure values and functions; local times become instants here and
 * nowhere else.
 *
 * <p>It imports values of {@code io.faceattendance} and {@code io.faceattendance.attendance}, and
 * the check of texts that are stored, only.
 */
@NullMarked
package io.faceattendance.attendance.schedule;

import org.jspecify.annotations.NullMarked;
