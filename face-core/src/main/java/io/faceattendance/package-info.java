/**
 * The words of the library: pictures, faces, embeddings, and the interfaces that turn one into the
 * next.
 *
 * <p>Everything here is a value or a pure function of values. It may import the JDK and SLF4J,
 * never a native library; see {@code io.faceattendance.internal} for the owners of native memory.
 */
@NullMarked
package io.faceattendance;

import org.jspecify.annotations.NullMarked;
