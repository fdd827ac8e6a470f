package io.faceattendance.image;

import io.faceattendance.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the plainest TIFF: one strip of uncompressed RGB, the directory behind the pixels. */
final class TinyTiff {
  private static final int HEADER = 8;

  private TinyTiff() {}

  /** An RGB picture with an orientation. */
  static byte[] rgb(Image image, int orientation) {
    return of(image, new int[][] {{274, 3, 1, orientation}});
  }

  /** An RGB picture with more directory entries: tag, type, count, value or place. */
  static byte[] of(Image image, int[][] more) {
    int pixels = image.width() * image.height() * 3;
    int[][] entries = {
      {256, 4, 1, image.width()},
      {257, 4, 1, image.height()},
      {258, 3, 1, 8},
      {259, 3, 1, 1},
      {262, 3, 1, 2},
      {273, 4, 1, HEADER},
      {277, 3, 1, 3},
      {278, 4, 1, image.height()},
      {279, 4, 1, pixels},
    };
    int count = entries.length + more.length;
    ByteBuffer file = ByteBuffer.allocate(HEADER + pixels + 6 + 12 * count);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {'I', 'I', 42, 0}).putInt(HEADER + pixels);
    byte[] bgr = image.copyRegion(0, 0, image.width(), image.height());
    for (int i = 0; i < pixels; i += 3) {
      file.put(bgr[i + 2]).put(bgr[i + 1]).put(bgr[i]);
    }
    file.putShort((short) count);
    for (int[] entry : entries) {
      put(file, entry);
    }
    for (int[] entry : more) {
      put(file, entry);
    }
    return file.array();
  }

  private static void put(ByteBuffer file, int[] entry) {
    file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
  }
}
