/**
 * What detection takes from OpenCV itself. Not for applications: it may change without notice, and
 * no native type leaves it.
 */
@NullMarked
package io.faceattendance.detect.internal;

import org.jspecify.annotations.NullMarked;
