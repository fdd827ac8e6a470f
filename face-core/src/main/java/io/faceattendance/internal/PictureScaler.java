package io.faceattendance.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.faceattendance.Image;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** A part of a picture in another size. Only that part is copied. */
public final class PictureScaler {
  private PictureScaler() {}

  /**
   * Cuts a part out and scales it: the mean of the covered pixels where it shrinks, bilinear where
   * it grows, rounded to 8 bits.
   *
   * @param image the picture
   * @param x left column of the part
   * @param y top row of the part
   * @param width columns of the part
   * @param height rows of the part
   * @param scaledWidth columns of the result, at least 1
   * @param scaledHeight rows of the result, at least 1
   * @return the result; the picture itself if that is what was asked for
   * @throws IndexOutOfBoundsException if the part is not inside the picture
   */
  public static Image scale(
      Image image, int x, int y, int width, int height, int scaledWidth, int scaledHeight) {
    boolean sameSize = width == scaledWidth && height == scaledHeight;
    if (sameSize && width == image.width() && height == image.height() && x == 0 && y == 0) {
      return image;
    }
    byte[] part = image.copyRegion(x, y, width, height);
    return sameSize
        ? Image.of(width, height, part)
        : scale(part, width, height, scaledWidth, scaledHeight);
  }

  @SuppressWarnings("try") // the scope frees what is made inside it, nobody reads it
  private static Image scale(byte[] part, int width, int height, int toWidth, int toHeight) {
    boolean shrinks = toWidth <= width && toHeight <= height;
    try (PointerScope scope = new PointerScope()) {
      Mat source = new Mat(height, width, CV_8UC3, new BytePointer(part), Mat.AUTO_STEP);
      Mat scaled = new Mat();
      int method = shrinks ? INTER_AREA : INTER_LINEAR;
      resize(source, scaled, new Size(toWidth, toHeight), 0, 0, method);
      return Image.copyOf(toWidth, toHeight, scaled.<ByteBuffer>createBuffer());
    }
  }
}
