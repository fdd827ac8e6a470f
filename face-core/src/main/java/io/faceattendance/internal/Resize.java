package io.faceattendance.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.faceattendance.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Scales a rectangle of a picture to another size: bilinear, as the reference pipelines do. */
public final class Resize {
  private static final int CHANNELS = 3;

  private Resize() {}

  /**
   * Scales a rectangle that lies inside the picture.
   *
   * @param image the picture
   * @param x left column of the rectangle
   * @param y top row
   * @param width its columns, at least 1
   * @param height its rows, at least 1
   * @param toWidth columns of the result
   * @param toHeight rows of the result
   */
  @SuppressWarnings("try") // the scope frees what is made inside it, nobody reads it
  public static Image resized(
      Image image, int x, int y, int width, int height, int toWidth, int toHeight) {
    byte[] region = image.copyRegion(x, y, width, height);
    if (width == toWidth && height == toHeight) {
      return Image.of(width, height, region);
    }
    byte[] result = new byte[Math.multiplyExact(CHANNELS * toWidth, toHeight)];
    try (PointerScope scope = new PointerScope()) {
      Mat source = new Mat(height, width, CV_8UC3, new BytePointer(region), Mat.AUTO_STEP);
      Mat scaled = new Mat();
      resize(source, scaled, new Size(toWidth, toHeight), 0, 0, INTER_LINEAR);
      scaled.data().get(result);
    }
    return Image.of(toWidth, toHeight, result);
  }
}
