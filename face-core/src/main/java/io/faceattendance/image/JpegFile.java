package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.OpenCvCodec;

/** JPEG (ITU-T T.81): checked here, and decoded by OpenCV if nothing is wrong. */
final class JpegFile {
  private static final int SOF_FIRST = 0xC0;
  private static final int SOF_LAST = 0xCF;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP1 = 0xE1;

  private final Bytes bytes;
  private final ImageLimits limits;
  private int orientation = Orientation.UPRIGHT;

  private JpegFile(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  static Image decode(Bytes bytes, ImageLimits limits) {
    EncodedImage size = new JpegFile(bytes, limits).header();
    if (JpegChecker.doubt(bytes).isPresent()) {
      refuseManyScans(bytes);
      // Unusual is not damaged: a decoder that reports what it has to guess has the last word.
      JdkReaders.checkJpeg(bytes);
    }
    return OpenCvCodec.decode(bytes.array(), size.width(), size.height(), size.orientation());
  }

  /** The size of the first frame, and the orientation if it stands before the first scan. */
  private EncodedImage header() {
    long frame = -1;
    long at = afterFill(2);
    int marker = marker(at);
    while (marker != SOS && marker != EOI) {
      long length = bytes.u16(at + 2);
      bytes.check(at + 2, length);
      if (marker == APP1 && orientation == Orientation.UPRIGHT && length > 2) {
        orientation = Orientation.ofExif(bytes.slice(at + 4, length - 2));
      } else if (isFrame(marker) && frame < 0) {
        frame = at;
      }
      at = afterFill(at + 2 + length);
      marker = marker(at);
    }
    if (frame < 0) {
      throw new ImageException("expected a frame header in the JPEG, got none: it is damaged");
    }
    return EncodedImage.of(bytes.u16(frame + 7), bytes.u16(frame + 5), orientation, limits);
  }

  /** Any number of FF may come before a marker. */
  private long afterFill(long at) {
    long marker = at;
    while (bytes.u8(marker) == 0xFF && bytes.u8(marker + 1) == 0xFF) {
      marker++;
    }
    return marker;
  }

  private int marker(long at) {
    if (bytes.u8(at) != 0xFF) {
      throw new ImageException(
          "expected a JPEG marker at byte %d, got %02x: it is damaged".formatted(at, bytes.u8(at)));
    }
    return bytes.u8(at + 1);
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF_FIRST
        && marker <= SOF_LAST
        && marker != DHT
        && marker != JPG
        && marker != DAC;
  }

  /** Each scan costs a decoder a pass over the picture, however few bytes it has. */
  private static void refuseManyScans(Bytes bytes) {
    int scans = 0;
    for (int at = 0; at + 1 < bytes.length(); at++) {
      if (bytes.u8(at) == 0xFF && bytes.u8(at + 1L) == SOS && ++scans > JpegChecker.MOST_SCANS) {
        throw new ImageException(
            "expected at most %d scans in the JPEG, got more: it is damaged or made to waste time"
                .formatted(JpegChecker.MOST_SCANS));
      }
    }
  }
}
