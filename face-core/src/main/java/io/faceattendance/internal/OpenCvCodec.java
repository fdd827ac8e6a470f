package io.faceattendance.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's picture codecs. Every call opens one scope and leaves no native memory behind; any
 * number of threads may call.
 *
 * <p>The decoder trusts its caller: format, size, limits and integrity are checked before.
 */
@SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
public final class OpenCvCodec {
  /** The version of the native library, which also proves that it loads. */
  public static String version() {
    return opencv_core.getVersionString().getString().replace("\0", "");
  }

  /** Three channels, 16 bits where the file has them; the orientation is applied here, once. */
  private static final int READ_FLAGS =
      opencv_imgcodecs.IMREAD_COLOR
          | opencv_imgcodecs.IMREAD_ANYDEPTH
          | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  /** 65535 becomes 255; convertTo rounds to the nearest. */
  private static final double FROM_16_BITS = 1.0 / 257;

  private OpenCvCodec() {}

  /**
   * Decodes a JPEG, PNG or WebP and turns it upright.
   *
   * @param encoded the file's bytes
   * @param width columns that the header promises
   * @param height rows that the header promises
   * @param orientation EXIF orientation, 1 to 8
   * @return the upright picture
   * @throws ImageException if OpenCV refuses the bytes or finds another size
   */
  public static Image decode(byte[] encoded, int width, int height, int orientation) {
    try (PointerScope scope = new PointerScope()) {
      Mat bytes = new Mat(1, encoded.length, CV_8UC1, new BytePointer(encoded));
      Mat decoded = decode(bytes);
      if (decoded.cols() != width || decoded.rows() != height) {
        throw new ImageException(
            "expected %d x %d pixels as in the header, but %d x %d could be decoded: the file is damaged"
                .formatted(width, height, decoded.cols(), decoded.rows()));
      }
      return toImage(upright(to8Bits(decoded), orientation));
    }
  }

  /**
   * Turns a picture upright.
   *
   * @param image the picture as stored
   * @param orientation EXIF orientation, 1 to 8
   * @return the upright picture; the same object for orientation 1
   */
  public static Image upright(Image image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    try (PointerScope scope = new PointerScope()) {
      return toImage(upright(toMat(image), orientation));
    }
  }

  /**
   * Encodes a picture with OpenCV's default settings (JPEG: quality 95).
   *
   * @param image the picture
   * @param ending ".jpg" or ".png"
   * @return the file's bytes
   * @throws ImageException if OpenCV cannot encode it
   */
  public static byte[] encode(Image image, String ending) {
    try (PointerScope scope = new PointerScope()) {
      BytePointer encoded = new BytePointer();
      if (!imencode(ending, toMat(image), encoded)) {
        throw new ImageException(
            "OpenCV cannot write %s as %s: choose another format".formatted(image, ending));
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  private static boolean imencode(String ending, Mat pixels, BytePointer encoded) {
    try {
      return opencv_imgcodecs.imencode(ending, pixels, encoded);
    } catch (RuntimeException failure) {
      // JavaCPP throws a plain RuntimeException for every C++ exception.
      throw new ImageException("OpenCV cannot write the picture as " + ending, failure);
    }
  }

  private static Mat decode(Mat bytes) {
    try {
      return opencv_imgcodecs.imdecode(bytes, READ_FLAGS);
    } catch (RuntimeException failure) {
      // JavaCPP throws a plain RuntimeException for every C++ exception.
      throw new ImageException("OpenCV cannot decode the picture: it is damaged", failure);
    }
  }

  private static Mat to8Bits(Mat decoded) {
    if (decoded.depth() != CV_16U) {
      return decoded;
    }
    Mat scaled = new Mat();
    decoded.convertTo(scaled, CV_8U, FROM_16_BITS, 0);
    return scaled;
  }

  /** The table of EXIF 2.32, tag 274: which way row 0 and column 0 of the stored pixels face. */
  private static Mat upright(Mat stored, int orientation) {
    return switch (orientation) {
      case 1 -> stored;
      case 2 -> flipped(stored, 1);
      case 3 -> flipped(stored, -1);
      case 4 -> flipped(stored, 0);
      case 5 -> transposed(stored);
      case 6 -> flipped(transposed(stored), 1);
      case 7 -> flipped(transposed(stored), -1);
      case 8 -> flipped(transposed(stored), 0);
      default ->
          throw new IllegalArgumentException("expected orientation 1 to 8, got " + orientation);
    };
  }

  private static Mat flipped(Mat source, int code) {
    Mat target = new Mat();
    opencv_core.flip(source, target, code);
    return target;
  }

  private static Mat transposed(Mat source) {
    Mat target = new Mat();
    opencv_core.transpose(source, target);
    return target;
  }

  private static Mat toMat(Image image) {
    Mat pixels = new Mat(image.height(), image.width(), CV_8UC3);
    image.copyTo(pixels.<ByteBuffer>createBuffer());
    return pixels;
  }

  private static Image toImage(Mat pixels) {
    return Image.copyOf(pixels.cols(), pixels.rows(), pixels.<ByteBuffer>createBuffer());
  }
}
