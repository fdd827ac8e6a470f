/**
 * How good is it: error rates from scores, with the words of ISO/IEC 19795-1. Pure functions on
 * numbers.
 *
 * <p>It may import the JDK, {@code io.faceattendance}, the values of {@code
 * io.faceattendance.match} and Commons Statistics; no natives.
 */
@NullMarked
package io.faceattendance.match.evaluation;

import org.jspecify.annotations.NullMarked;
