package io.faceattendance.attendance;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.AnalyzedFace.SkipReason;
import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.attendance.AttendanceOptions.SmallestFaces;
import io.faceattendance.attendance.EnrolmentResult.Refusal;
import java.util.Comparator;
import java.util.List;

/** From a photo to the faces in it, or to the one face that is meant. Owns nothing. Thread-safe. */
final class Faces {
  private final FaceDetector detector;
  private final FaceEngine engine;
  private final SmallestFaces smallest;

  Faces(FaceDetector detector, FaceEmbedder embedder, SmallestFaces smallest) {
    this.detector = detector;
    this.engine = FaceEngine.of(detector, embedder).withMinimumFace(smallest.recognised());
    this.smallest = smallest;
  }

  /** Either the face that was meant, or why there is none. */
  sealed interface Found {

    /** A face and its embedding. */
    record One(Face face, Embedding embedding) implements Found {

      @Override
      public One orThrow() {
        return this;
      }
    }

    /** No face that can be used. */
    record None(Refusal reason, String message) implements Found {

      @Override
      public One orThrow() {
        throw new FaceException(message);
      }
    }

    One orThrow();
  }

  List<AnalyzedFace> all(Image photo) {
    return engine.analyze(photo);
  }

  Found toRecognise(Image photo, FaceChoice choice) {
    return find(photo, choice, smallest.recognised());
  }

  Found toEnrol(Image photo, FaceChoice choice) {
    return find(photo, choice, Math.max(smallest.enrolled(), smallest.recognised()));
  }

  private Found find(Image photo, FaceChoice choice, double minimum) {
    List<Face> faces = detector.detect(photo);
    if (faces.isEmpty()) {
      return new Found.None(Refusal.NO_FACE, "expected a face in the photo, found none");
    }
    if (choice instanceof FaceChoice.Only) {
      List<Face> usable = faces.stream().filter(f -> size(f) >= smallest.recognised()).toList();
      return usable.size() > 1
          ? several(usable.size())
          : embed(photo, usable.isEmpty() ? largest(faces) : usable.get(0), minimum);
    }
    if (choice instanceof FaceChoice.Numbered number && number.index() >= faces.size()) {
      return new Found.None(
          Refusal.NO_SUCH_FACE,
          "expected a face with the number %d, the photo has %d, from 0 on"
              .formatted(number.index(), faces.size()));
    }
    return embed(photo, chosen(photo, faces, choice), minimum);
  }

  private static Found several(int count) {
    return new Found.None(
        Refusal.SEVERAL_FACES,
        "expected one face in the photo, found %d: say which one is meant".formatted(count));
  }

  private static Face chosen(Image photo, List<Face> faces, FaceChoice choice) {
    if (choice instanceof FaceChoice.Numbered number) {
      return faces.get(number.index());
    }
    if (choice instanceof FaceChoice.Nearest nearest) {
      return nearest(faces, nearest.point());
    }
    return choice instanceof FaceChoice.NearestTheCentre
        ? nearest(faces, new Point(photo.width() / 2.0, photo.height() / 2.0))
        : largest(faces);
  }

  // Of equals, min gives the first: the better detection.
  private static Face nearest(List<Face> faces, Point point) {
    return faces.stream()
        .min(Comparator.comparingDouble(face -> face.box().centre().distanceTo(point)))
        .orElseThrow();
  }

  private static Face largest(List<Face> faces) {
    return faces.stream().min(Comparator.comparingDouble(face -> -face.box().area())).orElseThrow();
  }

  private Found embed(Image photo, Face face, double minimum) {
    if (size(face) < minimum) {
      BoundingBox box = face.box();
      return new Found.None(
          Refusal.FACE_TOO_SMALL,
          "expected a face of at least %.0f pixels, got %.0f x %.0f: come closer, or use a larger photo"
              .formatted(minimum, box.width(), box.height()));
    }
    AnalyzedFace analyzed = engine.analyze(photo, face);
    if (analyzed.embedding().isEmpty()) {
      SkipReason skipped = analyzed.skipped().orElseThrow();
      return new Found.None(
          Refusal.NOT_EMBEDDABLE, "the face cannot be aligned (%s)".formatted(skipped));
    }
    return new Found.One(face, analyzed.embedding().get());
  }

  private static double size(Face face) {
    return Math.min(face.box().width(), face.box().height());
  }
}
