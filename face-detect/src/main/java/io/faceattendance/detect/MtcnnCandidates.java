package io.faceattendance.detect;

/**
 * Finds of one of MTCNN's networks: the window that it looked at, and the box that it would rather
 * have seen. Overlapping ones are told apart by their windows, and the corrected boxes go on.
 */
final class MtcnnCandidates {
  private final Detections windows = new Detections();
  private final Detections corrected = new Detections();

  /**
   * Appends a find.
   *
   * @param score its score
   * @param x left edge of the window
   * @param y top edge
   * @param width extent to the right
   * @param height extent downwards
   * @return its index
   */
  int add(float score, float x, float y, float width, float height) {
    windows.box(windows.add(score), x, y, width, height);
    return corrected.add(score);
  }

  /**
   * Corrects the window of a find: each edge moves by a share of the extent.
   *
   * @param index the find
   * @param left share of the width by which the left edge moves to the right
   * @param top share of the height by which the top edge moves downwards
   * @param right as left, of the right edge
   * @param bottom as top, of the bottom edge
   */
  void correct(int index, float left, float top, float right, float bottom) {
    float width = windows.box(index, 2);
    float height = windows.box(index, 3);
    corrected.box(
        index,
        windows.box(index, 0) + left * width,
        windows.box(index, 1) + top * height,
        width + (right - left) * width,
        height + (bottom - top) * height);
  }

  /** Places a landmark of a find, given as shares of its window's extents. */
  void landmark(int index, int point, float x, float y) {
    corrected.landmark(
        index,
        point,
        windows.box(index, 0) + x * windows.box(index, 2),
        windows.box(index, 1) + y * windows.box(index, 3));
  }

  /** Appends finds of another one. */
  void addAll(MtcnnCandidates other, int[] indices) {
    for (int index : indices) {
      Detections from = other.windows;
      int added =
          add(
              from.score(index),
              from.box(index, 0),
              from.box(index, 1),
              from.box(index, 2),
              from.box(index, 3));
      from = other.corrected;
      corrected.box(
          added, from.box(index, 0), from.box(index, 1), from.box(index, 2), from.box(index, 3));
    }
  }

  Detections windows() {
    return windows;
  }

  Detections corrected() {
    return corrected;
  }

  /**
   * The corrected boxes as squares with the same centres: the windows of the next network.
   *
   * @param indices which; those without an area are left out
   */
  Detections squares(int[] indices) {
    Detections squares = new Detections();
    for (int index : indices) {
      if (corrected.isValid(index)) {
        float width = corrected.box(index, 2);
        float height = corrected.box(index, 3);
        float side = Math.max(width, height);
        float x = corrected.box(index, 0) + (width - side) / 2;
        float y = corrected.box(index, 1) + (height - side) / 2;
        squares.box(squares.add(corrected.score(index)), x, y, side, side);
      }
    }
    return squares;
  }
}
