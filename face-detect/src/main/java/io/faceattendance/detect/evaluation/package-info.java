/**
 * How good is a detector: its finds against labelled faces, by the rules of the WIDER FACE
 * benchmark. Pure functions on boxes.
 *
 * <p>It may import the JDK and {@code io.faceattendance}; no natives.
 */
@NullMarked
package io.faceattendance.detect.evaluation;

import org.jspecify.annotations.NullMarked;
