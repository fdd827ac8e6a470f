package io.faceattendance.benchmarks.speed.internal;

import io.faceattendance.Image;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.util.Arrays;
import java.util.List;

/**
 * A network's input, NCHW: a picture, made by plain loops, which is a second way to the same
 * numbers as the library's own; or what a library's call was given.
 */
public final class Planes {
  private static final int CHANNELS = 3;

  private final int batch;
  private final int width;
  private final int height;
  private final float[] values;

  private Planes(int batch, int width, int height, float[] values) {
    this.batch = batch;
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * An input that is there already.
   *
   * @param shape batch, 3, height, width
   * @param values as many as the shape says
   */
  public static Planes of(long[] shape, float[] values) {
    return new Planes(
        Math.toIntExact(shape[0]), Math.toIntExact(shape[3]), Math.toIntExact(shape[2]), values);
  }

  /**
   * The input for a picture, padded with black on the right and below.
   *
   * @param image the picture
   * @param preprocessing channel order and normalisation
   * @param multiple what both sides must be a multiple of
   */
  public static Planes of(Image image, Preprocessing preprocessing, int multiple) {
    int width = roundUp(image.width(), multiple);
    int height = roundUp(image.height(), multiple);
    Planes planes = new Planes(1, width, height, new float[CHANNELS * width * height]);
    List<Channel> channels = ((Normalisation.Fixed) preprocessing.normalisation()).channels();
    byte[] bgr = image.copyRegion(0, 0, image.width(), image.height());
    for (int i = 0; i < CHANNELS; i++) {
      int source = preprocessing.order() == ColourOrder.BGR ? i : CHANNELS - 1 - i;
      planes.fill(i, bgr, source, image, channels.get(i));
    }
    return planes;
  }

  private static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  private void fill(int plane, byte[] bgr, int channel, Image image, Channel normalisation) {
    int start = plane * width * height;
    double black = -normalisation.mean() / normalisation.std();
    Arrays.fill(values, start, start + width * height, (float) black);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int pixel = bgr[(y * image.width() + x) * CHANNELS + channel] & 0xff;
        values[start + y * width + x] =
            (float) ((pixel - normalisation.mean()) / normalisation.std());
      }
    }
  }

  long[] shape() {
    return new long[] {batch, CHANNELS, height, width};
  }

  float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return "Planes[" + batch + " x 3 x " + height + " x " + width + "]";
  }
}
