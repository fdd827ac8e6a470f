/**
 * Face detectors: one class per family, each with its decoding as pure functions on arrays.
 *
 * <p>It may import the JDK, SLF4J, {@code io.faceattendance}, its {@code model} and {@code
 * internal} packages; not embedding, matching or attendance.
 */
@NullMarked
package io.faceattendance.detect;

import org.jspecify.annotations.NullMarked;
