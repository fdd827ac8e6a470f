package io.faceattendance.benchmarks.speed.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.faceattendance.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@code imdecode} alone: the file's bytes are in native memory, the pixels stay there. */
public final class OpenCvDecoder implements AutoCloseable {
  private final BytePointer bytes;
  private final Mat encoded;

  /**
   * A decoder of one file.
   *
   * @param file its bytes
   */
  public OpenCvDecoder(byte[] file) {
    this.bytes = new BytePointer(file);
    this.encoded = new Mat(1, file.length, CV_8UC1, bytes);
  }

  /**
   * Decodes and frees the pixels unread.
   *
   * @return rows of the picture
   */
  @SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
  public int decode() {
    try (PointerScope scope = new PointerScope()) {
      return imdecode(encoded, IMREAD_COLOR).rows();
    }
  }

  /** The decoded picture, to check that the library's is the same. */
  @SuppressWarnings("try") // as above
  public Image picture() {
    try (PointerScope scope = new PointerScope()) {
      return OpenCvPicture.toImage(imdecode(encoded, IMREAD_COLOR));
    }
  }

  @Override
  public void close() {
    encoded.close();
    bytes.close();
  }
}
