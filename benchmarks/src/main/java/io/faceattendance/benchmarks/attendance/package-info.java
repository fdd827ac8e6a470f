/**
 * How long reports and opening take on a large store, beside a bare read of the same rows.
 *
 * <p>It may import every module of the library.
 */
@NullMarked
package io.faceattendance.benchmarks.attendance;

import org.jspecify.annotations.NullMarked;
