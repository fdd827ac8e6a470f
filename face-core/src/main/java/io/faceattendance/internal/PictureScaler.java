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

  /** How pixels are made of pixels. */
  public enum Filter {
    /** The mean of the covered pixels where it shrinks, bilinear where it grows. */
    MEAN,
    /** Bilinear both ways: what many networks were trained on, though it leaves pixels out. */
    BILINEAR
  }

  /**
   * Cuts a part out and scales it by {@link Filter#MEAN}, rounded to 8 bits.
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
    return scale(image, x, y, width, height, scaledWidth, scaledHeight, Filter.MEAN);
  }

  /**
   * Cuts a part out and scales it, rounded to 8 bits.
   *
   * @param image the picture
   * @param x left column of the part
   * @param y top row of the part
   * @param width columns of the part
   * @param height rows of the part
   * @param scaledWidth columns of the result, at least 1
   * @param scaledHeight rows of the result, at least 1
   * @param filter how it is scaled
   * @return the result; the picture itself if that is what was asked for
   * @throws IndexOutOfBoundsException if the part is not inside the picture
   */
  public static Image scale(
      Image image,
      int x,
      int y,
      int width,
      int height,
      int scaledWidth,
      int scaledHeight,
      Filter filter) {
    boolean sameSize = width == scaledWidth && height == scaledHeight;
    if (sameSize && width == image.width() && height == image.height() && x == 0 && y == 0) {
      return image;
    }
    byte[] part = image.copyRegion(x, y, width, height);
    return sameSize
        ? Image.of(width, height, part)
        : scale(part, width, height, scaledWidth, scaledHeight, filter);
  }

  @SuppressWarnings("try") // the scope frees what is made inside it, nobody reads it
  private static Image scale(
      byte[] part, int width, int height, int toWidth, int toHeight, Filter filter) {
    boolean shrinks = toWidth <= width && toHeight <= height;
    try (PointerScope scope = new PointerScope()) {
      Mat source = new Mat(height, width, CV_8UC3, new BytePointer(part), Mat.AUTO_STEP);
      Mat scaled = new Mat();
      int method = shrinks && filter == Filter.MEAN ? INTER_AREA : INTER_LINEAR;
      resize(source, scaled, new Size(toWidth, toHeight), 0, 0, method);
      return Image.copyOf(toWidth, toHeight, scaled.<ByteBuffer>createBuffer());
    }
  }
}
