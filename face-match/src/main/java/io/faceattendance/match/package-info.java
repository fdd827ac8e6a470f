/**
 * Who is it: gallery search, open-set decisions with thresholds that follow the gallery, and their
 * evaluation.
 *
 * <p>It may import the JDK, SLF4J and {@code io.faceattendance}; not detection, embedding or
 * attendance. No natives.
 */
@NullMarked
package io.faceattendance.match;

import org.jspecify.annotations.NullMarked;
