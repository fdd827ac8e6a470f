package io.faceattendance.detect;

import java.util.ArrayList;
import java.util.List;

/** The sizes at which MTCNN's first network looks at a picture. */
final class MtcnnPyramid {
  /** Pixels of the window of the first network: what it takes for a face. */
  static final int WINDOW = 12;

  private static final double FACTOR = 0.709; // halves the area

  private MtcnnPyramid() {}

  /** One size. */
  record Level(int columns, int rows) {}

  /**
   * The sizes, largest first: at the first one the smallest face fills the window.
   *
   * @param width columns of the picture
   * @param height rows of the picture
   * @param smallestFace pixels of the picture, at least {@link #WINDOW}
   * @return none if the picture is smaller than the smallest face
   */
  static List<Level> levels(int width, int height, double smallestFace) {
    List<Level> levels = new ArrayList<>();
    double scale = WINDOW / smallestFace;
    while (Math.min(width, height) * scale >= WINDOW) {
      levels.add(new Level((int) Math.ceil(width * scale), (int) Math.ceil(height * scale)));
      scale *= FACTOR;
    }
    return levels;
  }
}
