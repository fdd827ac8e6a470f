/**
 * Trains networks on ND4J's SameDiff. What leaves this package are plain arrays.
 *
 * <p>It may import the JDK, SLF4J and ND4J.
 */
@NullMarked
package io.faceattendance.match.head.internal;

import org.jspecify.annotations.NullMarked;
