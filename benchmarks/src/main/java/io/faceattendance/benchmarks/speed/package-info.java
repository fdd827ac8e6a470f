/**
 * Speed beside peers: one JMH class for each question, the program that writes the committed
 * results, and the guard that fails when a ratio falls below its floor.
 *
 * <p>It may import every other module and its own {@code internal} package, which holds the peers.
 */
@NullMarked
package io.faceattendance.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
