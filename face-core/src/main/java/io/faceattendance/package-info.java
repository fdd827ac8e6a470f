/**
 * The words of the library: pictures, faces, embeddings, and the interfaces that turn one into the
 * next.
 *
 * <p>Here and in every other package, a record checks its components when it is made: what is
 * outside the range that its documentation gives is refused with an {@link
 * java.lang.IllegalArgumentException} that names the value.
 *
 * <p>Everything here is a value or a pure function of values. It may import the JDK and SLF4J,
 * never a native library; see {@code io.faceattendance.internal} for the owners of native memory.
 */
@NullMarked
package io.faceattendance;

import org.jspecify.annotations.NullMarked;
