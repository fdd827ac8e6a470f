/**
 * Aligners and embedders: a face in a picture becomes an {@link io.faceattendance.Embedding}.
 *
 * <p>It may import the JDK, SLF4J, {@code io.faceattendance}, its {@code geometry}, {@code model}
 * and {@code internal} packages; not detection, matching or attendance.
 */
@NullMarked
package io.faceattendance.embed;

import org.jspecify.annotations.NullMarked;
