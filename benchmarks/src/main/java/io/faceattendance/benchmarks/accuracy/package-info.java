/**
 * Accuracy on real pictures: the programs that made the committed tables.
 *
 * <p>It may import every other module.
 */
@NullMarked
package io.faceattendance.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
