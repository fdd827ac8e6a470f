package io.faceattendance.image;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.internal.OpenCvCodec;

/** WebP (RFC 9649): the container is checked here, the pixels are OpenCV's. */
final class WebpFile {
  private static final int CONTAINER = 12;
  private static final int CHUNK = 8;

  private final Bytes bytes;
  private final ImageLimits limits;
  private int orientation = Orientation.UPRIGHT;
  private boolean hasPixels;

  private WebpFile(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  static Image decode(Bytes file, ImageLimits limits) {
    Bytes riff = file.slice(0, file.u32le(4) + CHUNK);
    WebpFile webp = new WebpFile(riff, limits);
    EncodedImage size = webp.size();
    webp.readChunks();
    return OpenCvCodec.decode(file.array(), size.width(), size.height(), webp.orientation);
  }

  private EncodedImage size() {
    return switch (bytes.text(CONTAINER, 4)) {
      case "VP8X" ->
          EncodedImage.of(1L + bytes.u24le(24), 1L + bytes.u24le(27), Orientation.UPRIGHT, limits);
      case "VP8 ", "VP8L" -> bitstream(CONTAINER);
      default -> throw new ImageException("expected a WebP picture, got an unknown chunk");
    };
  }

  /** The size in a VP8 key frame's header (RFC 6386, 9.1) or in a lossless one. */
  private EncodedImage bitstream(int chunk) {
    int at = chunk + CHUNK;
    if (bytes.has(chunk, "VP8L")) {
      long packed = bytes.u32le(at + 1);
      return EncodedImage.of((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1, 1, limits);
    }
    if (!bytes.has(at + 3, "\u009d\1\u002a")) {
      throw new ImageException("expected a VP8 key frame in the WebP file: it is damaged");
    }
    return EncodedImage.of(bytes.u16le(at + 6) & 0x3FFF, bytes.u16le(at + 8) & 0x3FFF, 1, limits);
  }

  private void readChunks() {
    int at = CONTAINER;
    while (at < bytes.length()) {
      long length = bytes.u32le(at + 4);
      bytes.check(at + (long) CHUNK, length);
      readChunk(at, length);
      at = (int) Math.min(bytes.length(), at + CHUNK + length + (length & 1));
    }
    if (!hasPixels) {
      throw new ImageException("expected pixels in the WebP file, got none: it is damaged");
    }
  }

  private void readChunk(int at, long length) {
    switch (bytes.text(at, 4)) {
      case "VP8 ", "VP8L" -> {
        bitstream(at);
        hasPixels = true;
      }
      case "ANMF" -> hasPixels = true;
      case "EXIF" -> orientation = Orientation.ofExif(bytes.slice(at + (long) CHUNK, length));
      default -> {} // alpha, colour profile, XMP and chunks of the future do not matter here
    }
  }
}
