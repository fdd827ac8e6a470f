/** Tests. */
@NullMarked
package io.faceattendance.match.head;

import org.jspecify.annotations.NullMarked;
