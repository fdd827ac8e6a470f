/**
 * How good a face is for recognition: what is measured on its pixels and landmarks, and the limits
 * that refuse it. The words are those of ISO/IEC 29794-5 (quality components, unified as {@link
 * io.faceattendance.quality.Criterion}) where it has one.
 *
 * <p>Pure functions of values, plain Java. It may import the JDK and {@code io.faceattendance}, and
 * is imported by it: the engine applies a gate.
 */
@NullMarked
package io.faceattendance.quality;

import org.jspecify.annotations.NullMarked;
