/**
 * Not API. Archives: everything a store holds in one encrypted file, as docs/ARCHIVE.md describes
 * it.
 *
 * <p>The only package that imports Tink, which an application adds that makes or reads archives.
 */
@NullMarked
package io.faceattendance.attendance.internal.archive;

import org.jspecify.annotations.NullMarked;
