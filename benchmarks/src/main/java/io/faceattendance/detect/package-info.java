/** Views into the detectors for benchmarks, from inside their package. */
@NullMarked
package io.faceattendance.detect;

import org.jspecify.annotations.NullMarked;
