package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.image.Images;
import io.faceattendance.quality.FaceQuality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The quality of the faces of a folder's pictures. */
final class MeasuredFaces {
  private MeasuredFaces() {}

  /**
   * One face.
   *
   * @param file its picture, relative to the folder
   * @param quality with a second look in quarter turns
   */
  record Measured(String file, FaceQuality quality) {}

  /**
   * Measures the faces of the pictures below a folder.
   *
   * @param pictures which of them
   * @param portraits whether only the face nearest the centre counts
   * @param change makes the pictures worse
   */
  static List<Measured> read(
      Path folder,
      List<Path> pictures,
      FaceDetector detector,
      boolean portraits,
      UnaryOperator<Image> change) {
    return pictures.parallelStream()
        .flatMap(
            file -> {
              Image image = change.apply(image(file));
              Stream<Face> faces =
                  portraits ? central(detector, image).stream() : detector.detect(image).stream();
              return faces.map(
                  face ->
                      new Measured(
                          folder.relativize(file).toString(),
                          FaceQuality.of(image, face, detector)));
            })
        .toList();
  }

  static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(MeasuredFaces::isPicture).sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Stream.of(".jpg", ".jpeg", ".png", ".pgm").anyMatch(name::endsWith);
  }

  static Image image(Path file) {
    try {
      return Images.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Face> central(FaceDetector detector, Image image) {
    Point middle = new Point(image.width() / 2.0, image.height() / 2.0);
    return detector.detect(image).stream()
        .min(Comparator.comparingDouble(face -> face.box().centre().distanceTo(middle)));
  }
}
