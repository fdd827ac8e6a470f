/**
 * Heads: what is trained on the templates of enrolled people to tell them apart. A head proposes;
 * the open-set threshold of {@link io.faceattendance.match.FaceMatcher} decides before it.
 *
 * <p>It may import the JDK, SLF4J, LIBSVM, {@code io.faceattendance} and {@code
 * io.faceattendance.match}. Networks are trained in {@code internal}, which alone imports ND4J; a
 * trained head is used without it.
 */
@NullMarked
package io.faceattendance.match.head;

import org.jspecify.annotations.NullMarked;
