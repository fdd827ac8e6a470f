/**
 * Not API. The owners of native memory (ONNX Runtime, OpenCV) and what they share. Heap arrays and
 * {@link io.faceattendance.Image} go in and come out; no native type leaves this package.
 */
@NullMarked
package io.faceattendance.internal;

import org.jspecify.annotations.NullMarked;
