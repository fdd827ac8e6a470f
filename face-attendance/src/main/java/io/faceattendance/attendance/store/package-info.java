/**
 * Where people, templates, sessions, events and the audit log are kept: the interface that a
 * storage implements, and its rows. Everything confidential in a row is encrypted before it comes
 * here; a storage holds no key.
 *
 * <p>It imports values of {@code io.faceattendance} and {@code io.faceattendance.attendance} only.
 */
@NullMarked
package io.faceattendance.attendance.store;

import org.jspecify.annotations.NullMarked;
