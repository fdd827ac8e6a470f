package io.faceattendance.attendance.internal;

/** Looks for bytes in bytes. */
final class Search {
  private Search() {}

  static boolean contains(byte[] all, byte[] part) {
    for (int start = 0; start + part.length <= all.length; start++) {
      int i = 0;
      while (i < part.length && all[start + i] == part[i]) {
        i++;
      }
      if (i == part.length) {
        return true;
      }
    }
    return false;
  }
}
