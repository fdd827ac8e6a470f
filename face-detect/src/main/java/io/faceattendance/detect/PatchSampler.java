package io.faceattendance.detect;

import io.faceattendance.model.Preprocessing;
import io.faceattendance.model.Preprocessing.Channel;
import io.faceattendance.model.Preprocessing.ColourOrder;
import io.faceattendance.model.Preprocessing.Normalisation;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts rectangles out of a picture, scales and normalises them in one pass: bilinear on the halving
 * that is closest in size, black outside the picture, NCHW. In plain Java because a network's patch
 * is small: to hand it to native code and back would cost more than to compute it.
 *
 * <p>For one call; not thread-safe.
 */
final class PatchSampler {
  private static final int CHANNELS = 3;
  private static final int OUTSIDE = Integer.MIN_VALUE;

  private final Halvings picture;
  private final int[] source = new int[CHANNELS];
  private final float[] scale = new float[CHANNELS];
  private final float[] offset = new float[CHANNELS];

  // Byte offsets of the left and right neighbour in a row, and their weights: 0 outside.
  private int[] left = new int[0];
  private int[] right = new int[0];
  private float[] leftWeight = new float[0];
  private float[] rightWeight = new float[0];

  // Two rows of the picture, already scaled horizontally, one after the other for each channel.
  private float[] upper = new float[0];
  private float[] lower = new float[0];
  private int upperRow;
  private int lowerRow;
  private float[] line = new float[0];

  /**
   * A sampler of one picture.
   *
   * @param preprocessing order of the channels and normalisation, the same for every picture
   */
  PatchSampler(Halvings picture, Preprocessing preprocessing) {
    this.picture = picture;
    List<Channel> channels = ((Normalisation.Fixed) preprocessing.normalisation()).channels();
    for (int c = 0; c < CHANNELS; c++) {
      source[c] = preprocessing.order() == ColourOrder.BGR ? c : CHANNELS - 1 - c;
      scale[c] = (float) (1 / channels.get(c).std());
      offset[c] = (float) (-channels.get(c).mean() / channels.get(c).std());
    }
  }

  /**
   * Writes one patch.
   *
   * @param x left edge in pixels of the picture; may lie outside
   * @param y top edge
   * @param width extent to the right, above 0
   * @param height extent downwards, above 0
   * @param columns of the patch
   * @param rows of the patch
   * @param target where it goes: {@code 3 * rows * columns} floats from the index on
   * @param at index of the first one
   */
  void sample(
      double x,
      double y,
      double width,
      double height,
      int columns,
      int rows,
      FloatBuffer target,
      int at) {
    int halvings = picture.levelFor(Math.min(width / columns, height / rows));
    Halvings.Level level = picture.level(halvings);
    double unit = 1.0 / (1 << halvings);
    prepareColumns(x * unit, width * unit / columns, columns, level.width());
    upperRow = OUTSIDE;
    lowerRow = OUTSIDE;
    double step = height * unit / rows;
    double first = y * unit + step / 2 - 0.5;
    for (int row = 0; row < rows; row++) {
      double position = first + row * step;
      int above = (int) Math.floor(position);
      loadRows(level, above, columns);
      writeRow((float) (position - above), columns, rows * columns, target, at + row * columns);
    }
  }

  private void prepareColumns(double x, double step, int columns, int width) {
    grow(columns);
    double first = x + step / 2 - 0.5;
    for (int i = 0; i < columns; i++) {
      double position = first + i * step;
      int before = (int) Math.floor(position);
      float weight = (float) (position - before);
      boolean leftInside = before >= 0 && before < width;
      boolean rightInside = before >= -1 && before < width - 1;
      left[i] = leftInside ? before * CHANNELS : 0;
      right[i] = rightInside ? (before + 1) * CHANNELS : 0;
      leftWeight[i] = leftInside ? 1 - weight : 0;
      rightWeight[i] = rightInside ? weight : 0;
    }
  }

  private void grow(int columns) {
    if (left.length < columns) {
      left = new int[columns];
      right = new int[columns];
      leftWeight = new float[columns];
      rightWeight = new float[columns];
      upper = new float[CHANNELS * columns];
      lower = new float[CHANNELS * columns];
      line = new float[columns];
    }
  }

  // Successive rows of a patch often share a row of the picture.
  private void loadRows(Halvings.Level level, int above, int columns) {
    if (above == lowerRow) {
      float[] free = upper;
      upper = lower;
      lower = free;
      upperRow = lowerRow;
      lowerRow = OUTSIDE;
    }
    if (above != upperRow) {
      loadRow(level, above, columns, upper);
      upperRow = above;
    }
    if (above + 1 != lowerRow) {
      loadRow(level, above + 1, columns, lower);
      lowerRow = above + 1;
    }
  }

  private void loadRow(Halvings.Level level, int row, int columns, float[] target) {
    if (row < 0 || row >= level.height()) {
      Arrays.fill(target, 0, CHANNELS * columns, 0);
      return;
    }
    byte[] bgr = level.bgr();
    int start = row * level.width() * CHANNELS;
    int first = start + source[0];
    int second = start + source[1];
    int third = start + source[2];
    for (int i = 0; i < columns; i++) {
      int l = left[i];
      int r = right[i];
      float lw = leftWeight[i];
      float rw = rightWeight[i];
      target[i] = (bgr[first + l] & 0xff) * lw + (bgr[first + r] & 0xff) * rw;
      target[columns + i] = (bgr[second + l] & 0xff) * lw + (bgr[second + r] & 0xff) * rw;
      target[2 * columns + i] = (bgr[third + l] & 0xff) * lw + (bgr[third + r] & 0xff) * rw;
    }
  }

  private void writeRow(float below, int columns, int plane, FloatBuffer target, int at) {
    for (int c = 0; c < CHANNELS; c++) {
      float upperWeight = (1 - below) * scale[c];
      float lowerWeight = below * scale[c];
      float bias = offset[c];
      int from = c * columns;
      for (int i = 0; i < columns; i++) {
        line[i] = upper[from + i] * upperWeight + lower[from + i] * lowerWeight + bias;
      }
      target.put(at + c * plane, line, 0, columns);
    }
  }
}
