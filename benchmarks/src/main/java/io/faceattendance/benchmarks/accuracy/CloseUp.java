package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.image.Images;
import io.faceattendance.internal.PictureScaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A portrait cut around its only face and enlarged.
 *
 * @param image the enlarged cut
 * @param face where the face is in it
 */
record CloseUp(Image image, BoundingBox face) {
  private static final int SMALLEST = 150;

  /** All pictures of a folder with exactly one face, of 150 pixels or more. */
  static List<Portrait> portraits(Path folder, FaceDetector detector) throws IOException {
    List<Portrait> portraits = new ArrayList<>();
    for (Path file : pictures(folder)) {
      Image image = Images.read(file);
      List<Face> faces = detector.detect(image);
      if (faces.size() == 1 && faces.get(0).box().height() >= SMALLEST) {
        portraits.add(new Portrait(image, faces.get(0).box()));
      }
    }
    return portraits;
  }

  /** The JPEGs in a folder and below, by name. */
  static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  /**
   * A picture of one person.
   *
   * @param image the picture
   * @param face the person's face
   */
  record Portrait(Image image, BoundingBox face) {

    /**
     * The close-up.
     *
     * @param share height of the face as a share of the cut's, less where the portrait ends
     * @param height of the enlarged face in pixels
     */
    CloseUp closeUp(double share, double height) {
      double side = face.height() / share;
      int left = (int) Math.max(0, face.centre().x() - side / 2);
      int top = (int) Math.max(0, face.centre().y() - side / 2);
      int width = (int) Math.min(side, image.width() - left);
      int rows = (int) Math.min(side, image.height() - top);
      double zoom = height / face.height();
      Image enlarged =
          PictureScaler.scale(
              image, left, top, width, rows, (int) (width * zoom), (int) (rows * zoom));
      BoundingBox box =
          new BoundingBox(
              (face.x() - left) * zoom,
              (face.y() - top) * zoom,
              face.width() * zoom,
              face.height() * zoom);
      return new CloseUp(enlarged, box);
    }
  }
}
