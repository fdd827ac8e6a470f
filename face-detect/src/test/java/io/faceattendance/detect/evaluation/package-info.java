/** Tests of the figures. */
@NullMarked
package io.faceattendance.detect.evaluation;

import org.jspecify.annotations.NullMarked;
