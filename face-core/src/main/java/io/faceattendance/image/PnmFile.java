package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;

/** Binary portable grey map and pixmap (Netpbm P5 and P6), 8 bits a sample. */
final class PnmFile {
  private static final int MOST_DIGITS = 9;

  private final Bytes bytes;
  private int at = 2;

  private PnmFile(Bytes bytes) {
    this.bytes = bytes;
  }

  static Image decode(Bytes bytes, ImageLimits limits) {
    PnmFile file = new PnmFile(bytes);
    EncodedImage size = EncodedImage.of(file.number(), file.number(), Orientation.UPRIGHT, limits);
    int most = file.number();
    if (most < 1 || most > 255) {
      throw new ImageException(
          "expected 8-bit samples in the PGM/PPM file, got values up to %d: save it as PNG"
              .formatted(most));
    }
    file.at++;
    return file.pixels(size, bytes.has(0, "P6") ? 3 : 1, most);
  }

  private Image pixels(EncodedImage size, int samples, int most) {
    int count = size.width() * size.height();
    bytes.check(at, (long) count * samples);
    byte[] bgr = new byte[count * 3];
    for (int i = 0; i < count; i++) {
      for (int channel = 0; channel < 3; channel++) {
        int sample = samples == 1 ? i : 3 * i + 2 - channel;
        int value = Math.min(bytes.u8(at + (long) sample), most);
        bgr[3 * i + channel] = (byte) ((value * 255 + most / 2) / most);
      }
    }
    return Image.of(size.width(), size.height(), bgr);
  }

  /** The next number of the header, after white space and comments. */
  private int number() {
    while (Character.isWhitespace(bytes.u8(at)) || bytes.u8(at) == '#') {
      at = bytes.u8(at) == '#' ? endOfLine() : at + 1;
    }
    int digits = 0;
    int value = 0;
    while (bytes.u8(at) >= '0' && bytes.u8(at) <= '9' && digits < MOST_DIGITS) {
      value = 10 * value + bytes.u8(at++) - '0';
      digits++;
    }
    if (digits == 0 || digits == MOST_DIGITS) {
      throw new ImageException("expected a number of 1 to 8 digits in the PGM/PPM header");
    }
    return value;
  }

  private int endOfLine() {
    int end = at;
    while (bytes.u8(end) != '\n') {
      end++;
    }
    return end;
  }
}
