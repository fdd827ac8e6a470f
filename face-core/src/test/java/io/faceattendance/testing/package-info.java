/** Test support that every module shares. Not published as API. */
@NullMarked
package io.faceattendance.testing;

import org.jspecify.annotations.NullMarked;
