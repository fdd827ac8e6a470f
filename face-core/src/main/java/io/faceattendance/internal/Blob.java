package io.faceattendance.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.faceattendance.Image;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pixels to a network's input tensor: scaled, padded, normalised, NCHW.
 *
 * <p>OpenCV's vector code, because a Java loop over interleaved bytes is not vectorised.
 */
public final class Blob {
  private static final int CHANNELS = 3;

  private Blob() {}

  /** The shape of a batch of one. */
  public static long[] shape(Letterbox letterbox) {
    return shape(1, letterbox);
  }

  /** The shape of a batch. */
  public static long[] shape(int batch, Letterbox letterbox) {
    return new long[] {batch, CHANNELS, letterbox.height(), letterbox.width()};
  }

  /**
   * Writes {@code workspace.input(3 * height * width)}. Padding is what black pixels become.
   *
   * @param image the picture
   * @param letterbox how it is set into the input
   * @param preprocessing channel order and normalisation
   * @param workspace the call's buffers
   */
  public static void fill(
      Image image, Letterbox letterbox, Preprocessing preprocessing, Workspace workspace) {
    fill(List.of(image), letterbox, preprocessing, workspace);
  }

  /**
   * Writes {@code workspace.input(batch * 3 * height * width)}.
   *
   * @param images the pictures, all of one size
   * @param letterbox how each is set into the input
   * @param preprocessing channel order and normalisation
   * @param workspace the call's buffers
   */
  public static void fill(
      List<Image> images, Letterbox letterbox, Preprocessing preprocessing, Workspace workspace) {
    int plane = Math.multiplyExact(letterbox.width(), letterbox.height());
    int picture = Math.multiplyExact(CHANNELS, plane);
    FloatBuffer input = workspace.input(Math.multiplyExact(images.size(), picture));
    for (int i = 0; i < images.size(); i++) {
      FloatBuffer part = input.slice(i * picture, picture);
      fill(images.get(i), letterbox, preprocessing, workspace, part);
    }
  }

  @SuppressWarnings("try") // the scope frees what is made inside it, nobody reads it
  private static void fill(
      Image image,
      Letterbox letterbox,
      Preprocessing preprocessing,
      Workspace workspace,
      FloatBuffer input) {
    int plane = letterbox.width() * letterbox.height();
    ByteBuffer pixels =
        workspace.pixels(Math.multiplyExact(CHANNELS * image.width(), image.height()));
    image.copyTo(pixels);
    pixels.flip();
    try (PointerScope scope = new PointerScope()) {
      Mat source =
          new Mat(image.height(), image.width(), CV_8UC3, new BytePointer(pixels), Mat.AUTO_STEP);
      Mat scaled = scale(source, letterbox);
      List<Channel> normalisation = normalisation(preprocessing, scaled);
      MatVector channels = new MatVector(CHANNELS);
      split(scaled, channels);
      FloatPointer planes = new FloatPointer(input);
      for (int i = 0; i < CHANNELS; i++) {
        // getPointer counts floats; position(n) handed to a Mat would count bytes.
        FloatPointer start = planes.getPointer((long) i * plane);
        Mat target = new Mat(letterbox.height(), letterbox.width(), CV_32F, start, Mat.AUTO_STEP);
        int channel = preprocessing.order() == ColourOrder.BGR ? i : CHANNELS - 1 - i;
        fillPlane(channels.get(channel), normalisation.get(i), letterbox, target);
      }
    }
  }

  private static List<Channel> normalisation(Preprocessing preprocessing, Mat picture) {
    if (preprocessing.normalisation() instanceof Normalisation.Fixed fixed) {
      return fixed.channels();
    }
    Mat values = picture.reshape(1); // the three channels as one: their statistics are common
    Mat mean = new Mat();
    Mat deviation = new Mat();
    meanStdDev(values, mean, deviation);
    double least = 1 / Math.sqrt(values.total());
    double std = Math.max(deviation.createIndexer().getDouble(0), least);
    Channel channel = new Channel(mean.createIndexer().getDouble(0), std);
    return List.of(channel, channel, channel);
  }

  private static Mat scale(Mat source, Letterbox letterbox) {
    if (letterbox.scaledWidth() == source.cols() && letterbox.scaledHeight() == source.rows()) {
      return source;
    }
    Mat scaled = new Mat();
    Size size = new Size(letterbox.scaledWidth(), letterbox.scaledHeight());
    resize(source, scaled, size, 0, 0, INTER_LINEAR);
    return scaled;
  }

  private static void fillPlane(Mat plane, Channel normalisation, Letterbox letterbox, Mat target) {
    double scale = 1 / normalisation.std();
    double offset = -normalisation.mean() / normalisation.std();
    Mat picture = new Mat(target, new Rect(0, 0, plane.cols(), plane.rows()));
    plane.convertTo(picture, CV_32F, scale, offset);
    int right = letterbox.width() - plane.cols();
    int below = letterbox.height() - plane.rows();
    pad(target, new Rect(plane.cols(), 0, right, plane.rows()), offset);
    pad(target, new Rect(0, plane.rows(), letterbox.width(), below), offset);
  }

  private static void pad(Mat target, Rect area, double value) {
    if (area.width() > 0 && area.height() > 0) {
      new Mat(target, area).put(new Scalar(value));
    }
  }
}
