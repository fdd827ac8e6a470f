package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Image;

/** Pictures made worse in a known way. */
final class Degraded {
  private static final int CHANNELS = 3;
  private static final int WHITE = 255;
  private static final int SAMPLES = 4;

  private Degraded() {}

  /** Out of focus: a Gaussian of that many pixels. */
  static Image blurred(Image image, double sigma) {
    float[] weights = weights(sigma);
    float[] levels = levels(image);
    float[] across = convolved(levels, image.width(), image.height(), CHANNELS, weights);
    return of(image.width(), image.height(), convolvedDown(across, image, weights));
  }

  private static float[] weights(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] weights = new float[2 * radius + 1];
    float sum = 0;
    for (int i = -radius; i <= radius; i++) {
      weights[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += weights[i + radius];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static float[] convolved(float[] from, int width, int height, int step, float[] weights) {
    int radius = weights.length / 2;
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < width * step; i++) {
        float sum = 0;
        for (int k = -radius; k <= radius; k++) {
          int x = Math.max(0, Math.min(width - 1, i / step + k));
          sum += weights[k + radius] * from[(y * width + x) * step + i % step];
        }
        to[y * width * step + i] = sum;
      }
    }
    return to;
  }

  // Down the columns: every row is one long pixel of an image that is one pixel wide.
  private static float[] convolvedDown(float[] from, Image image, float[] weights) {
    return convolved(from, image.height(), 1, image.width() * CHANNELS, weights);
  }

  /** The light reduced to a share. */
  static Image dimmed(Image image, double share) {
    return mixed(image, share, 0);
  }

  /** Contrast reduced to a share, around middle grey. */
  static Image fogged(Image image, double share) {
    return mixed(image, share, (1 - share) * WHITE / 2);
  }

  /** Overexposed: the light multiplied, and cut off at white. */
  static Image overexposed(Image image, double factor) {
    return mixed(image, factor, 0);
  }

  private static Image mixed(Image image, double factor, double offset) {
    float[] levels = levels(image);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (float) (levels[i] * factor + offset);
    }
    return of(image.width(), image.height(), levels);
  }

  /** Shrunk to a share of its width and height. */
  static Image shrunk(Image image, double share) {
    int width = (int) (image.width() * share);
    int height = (int) (image.height() * share);
    float[] from = levels(image);
    float[] to = new float[width * height * CHANNELS];
    for (int i = 0; i < to.length; i++) {
      int column = i / CHANNELS % width;
      int row = i / CHANNELS / width;
      for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        int x = (int) ((column + (sample % SAMPLES + 0.5) / SAMPLES) / share);
        int y = (int) ((row + (sample / SAMPLES + 0.5) / SAMPLES) / share);
        to[i] += from[(y * image.width() + x) * CHANNELS + i % CHANNELS] / (SAMPLES * SAMPLES);
      }
    }
    return of(width, height, to);
  }

  /** Turned clockwise by quarters of a full turn, 0 to 3. */
  static Image turned(Image image, int quarters) {
    Image turned = image;
    for (int i = 0; i < quarters; i++) {
      turned = turned(turned);
    }
    return turned;
  }

  private static Image turned(Image image) {
    float[] from = levels(image);
    float[] to = new float[from.length];
    int width = image.height();
    for (int i = 0; i < to.length; i++) {
      int column = i / CHANNELS % width;
      int row = i / CHANNELS / width;
      int source = (image.height() - 1 - column) * image.width() + row;
      to[i] = from[source * CHANNELS + i % CHANNELS];
    }
    return of(width, image.width(), to);
  }

  private static float[] levels(Image image) {
    byte[] pixels = image.copyRegion(0, 0, image.width(), image.height());
    float[] levels = new float[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = pixels[i] & 0xff;
    }
    return levels;
  }

  private static Image of(int width, int height, float[] levels) {
    byte[] pixels = new byte[levels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(WHITE, Math.round(levels[i])));
    }
    return Image.of(width, height, pixels);
  }
}
