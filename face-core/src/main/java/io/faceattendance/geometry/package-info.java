/**
 * Plane geometry of faces: pure functions on points.
 *
 * <p>It may import the JDK and {@code io.faceattendance}.
 */
@NullMarked
package io.faceattendance.geometry;

import org.jspecify.annotations.NullMarked;
