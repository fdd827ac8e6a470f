package io.faceattendance.detect;

import java.util.Arrays;

/**
 * Raw finds of a network before they become faces: flat arrays, so that thousands of cells cost no
 * objects. Coordinates are pixels of the network's input.
 */
final class Detections {
  static final int BOX = 4;
  static final int POINTS = 5;
  static final int LANDMARKS = 2 * POINTS;

  private int size;
  private float[] scores = new float[64];
  private float[] boxes = new float[64 * BOX];
  private float[] landmarks = new float[64 * LANDMARKS];

  /**
   * Appends one find and returns its index. A detector without landmarks leaves them 0.
   *
   * @param score a number; outside 0..1, as rounding leaves it, it becomes 0 or 1
   */
  int add(float score) {
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
      boxes = Arrays.copyOf(boxes, 2 * size * BOX);
      landmarks = Arrays.copyOf(landmarks, 2 * size * LANDMARKS);
    }
    scores[size] = Math.max(0, Math.min(1, score));
    return size++;
  }

  void box(int index, float x, float y, float width, float height) {
    int at = index * BOX;
    boxes[at] = x;
    boxes[at + 1] = y;
    boxes[at + 2] = width;
    boxes[at + 3] = height;
  }

  void landmark(int index, int point, float x, float y) {
    int at = index * LANDMARKS + 2 * point;
    landmarks[at] = x;
    landmarks[at + 1] = y;
  }

  int size() {
    return size;
  }

  float score(int index) {
    return scores[index];
  }

  float box(int index, int value) {
    return boxes[index * BOX + value];
  }

  float landmark(int index, int value) {
    return landmarks[index * LANDMARKS + value];
  }

  /** Whether box and landmarks are finite numbers and the box has a finite area. */
  boolean isValid(int index) {
    float sum = 0;
    for (int i = 0; i < BOX; i++) {
      sum += box(index, i);
    }
    for (int i = 0; i < LANDMARKS; i++) {
      sum += landmark(index, i);
    }
    return Float.isFinite(sum)
        && box(index, 2) > 0
        && area(index) > 0
        && Float.isFinite(area(index));
  }

  float iou(int first, int second) {
    float intersection = intersection(first, second);
    return intersection == 0 ? 0 : intersection / (area(first) + area(second) - intersection);
  }

  float intersectionOverSmaller(int first, int second) {
    return intersection(first, second) / Math.min(area(first), area(second));
  }

  private float intersection(int first, int second) {
    float left = Math.max(box(first, 0), box(second, 0));
    float top = Math.max(box(first, 1), box(second, 1));
    float right = Math.min(box(first, 0) + box(first, 2), box(second, 0) + box(second, 2));
    float bottom = Math.min(box(first, 1) + box(first, 3), box(second, 1) + box(second, 3));
    return right <= left || bottom <= top ? 0 : (right - left) * (bottom - top);
  }

  private float area(int index) {
    return box(index, 2) * box(index, 3);
  }
}
