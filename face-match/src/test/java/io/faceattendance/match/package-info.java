/** Tests of matching; {@code SyntheticFaces} are their people. */
@NullMarked
package io.faceattendance.match;

import org.jspecify.annotations.NullMarked;
