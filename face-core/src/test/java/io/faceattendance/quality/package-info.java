/** Tests of measuring faces and of gates. */
@NullMarked
package io.faceattendance.quality;

import org.jspecify.annotations.NullMarked;
