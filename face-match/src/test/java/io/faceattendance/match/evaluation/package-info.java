/** Tests of the figures. */
@NullMarked
package io.faceattendance.match.evaluation;

import org.jspecify.annotations.NullMarked;
