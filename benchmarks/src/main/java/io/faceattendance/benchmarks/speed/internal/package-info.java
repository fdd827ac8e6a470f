/**
 * The peers that the library is measured beside: the same work by the bare native libraries, on
 * inputs that are prepared outside the measured time.
 *
 * <p>It may import the JDK, the native libraries, {@code io.faceattendance} and its {@code model}
 * package.
 */
@NullMarked
package io.faceattendance.benchmarks.speed.internal;

import org.jspecify.annotations.NullMarked;
