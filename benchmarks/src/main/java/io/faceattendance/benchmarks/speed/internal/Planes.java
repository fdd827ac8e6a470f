package io.faceattendance.benchmarks.speed.internal;

import io.faceattendance.Image;
import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.util.Arrays;
import java.util.List;

/**
 * A picture as a network's input, NCHW with a batch of 1, made by plain loops: a second way to the
 * same numbers as the library's own.
 */
public final class Planes {
  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final float[] values;

  private Planes(int width, int height) {
    this.width = width;
    this.height = height;
    this.values = new float[CHANNELS * width * height];
  }

  /**
   * The input for a picture, padded with black on the right and below.
   *
   * @param image the picture
   * @param preprocessing channel order and normalisation
   * @param multiple what both sides must be a multiple of
   */
  public static Planes of(Image image, Preprocessing preprocessing, int multiple) {
    Planes planes = new Planes(roundUp(image.width(), multiple), roundUp(image.height(), multiple));
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
    return new long[] {1, CHANNELS, height, width};
  }

  float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return "Planes[1 x 3 x " + height + " x " + width + "]";
  }
}
