/**
 * Pictures in and out: decoding with limits, orientation and corruption checks.
 *
 * <p>It may import the JDK, SLF4J, {@code io.faceattendance} and {@code
 * io.faceattendance.internal}. The native decoder stands in the internal package.
 */
@NullMarked
package io.faceattendance.image;

import org.jspecify.annotations.NullMarked;
