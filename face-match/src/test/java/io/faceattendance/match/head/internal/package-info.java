/** Tests of the training of networks. */
@NullMarked
package io.faceattendance.match.head.internal;

import org.jspecify.annotations.NullMarked;
