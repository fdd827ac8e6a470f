@NullMarked
package io.faceattendance.detect.internal;

import org.jspecify.annotations.NullMarked;
