/** Tests of reading and writing pictures. */
@NullMarked
package io.faceattendance.image;

import org.jspecify.annotations.NullMarked;
