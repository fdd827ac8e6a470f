/** Tests of what stands on native memory. */
@NullMarked
package io.faceattendance.internal;

import org.jspecify.annotations.NullMarked;
