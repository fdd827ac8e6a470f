package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes test pictures in the variants that the library itself never writes. */
@SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
public final class TestEncoder {
  /** A progressive JPEG. */
  public static final int[] PROGRESSIVE = {opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1};

  /** A JPEG with a restart marker after every third MCU. */
  public static final int[] RESTARTS = {opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3};

  /** The default variant of any format. */
  public static final int[] PLAIN = {};

  private TestEncoder() {}

  public static byte[] encode(Image image, String ending, int... settings) {
    try (PointerScope scope = new PointerScope()) {
      byte[] bgr = image.copyRegion(0, 0, image.width(), image.height());
      Mat pixels =
          new Mat(image.height(), image.width(), opencv_core.CV_8UC3, new BytePointer(bgr));
      BytePointer encoded = new BytePointer();
      IntPointer parameters = new IntPointer(settings);
      assertThat(opencv_imgcodecs.imencode(ending, pixels, encoded, parameters)).isTrue();
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
