package io.faceattendance.attendance;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.attendance.AttendanceOptions.Gates;
import io.faceattendance.attendance.EnrolmentResult.Refusal;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import java.util.Comparator;
import java.util.List;

/** From a photo to the faces in it, or to the one face that is meant. Owns nothing. Thread-safe. */
final class Faces {
  private final FaceDetector detector;
  private final FaceEngine recognition;
  private final FaceEngine enrolment;
  private final double smallest;

  Faces(FaceDetector detector, FaceEmbedder embedder, Gates gates) {
    FaceEngine engine = FaceEngine.of(detector, embedder);
    this.detector = detector;
    this.recognition = engine.withGate(gates.recognition());
    this.enrolment = engine.withGate(gates.enrolment());
    this.smallest = gates.recognition().limits().getOrDefault(Defect.TOO_SMALL, 0.0);
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
    record None(Refusal reason, String message, List<Finding> findings) implements Found {

      None(Refusal reason, String message) {
        this(reason, message, List.of());
      }

      @Override
      public One orThrow() {
        throw new FaceException(message);
      }
    }

    One orThrow();
  }

  List<AnalyzedFace> all(Image photo) {
    return recognition.analyze(photo);
  }

  Found toRecognise(Image photo, FaceChoice choice) {
    return find(photo, choice, recognition);
  }

  Found toEnrol(Image photo, FaceChoice choice) {
    return find(photo, choice, enrolment);
  }

  private Found find(Image photo, FaceChoice choice, FaceEngine engine) {
    List<Face> faces = detector.detect(photo);
    if (faces.isEmpty()) {
      return new Found.None(Refusal.NO_FACE, "expected a face in the photo, found none");
    }
    if (choice instanceof FaceChoice.Only) {
      // Nobody means the face of a passer-by far away.
      List<Face> near = faces.stream().filter(face -> size(face) >= smallest).toList();
      return near.size() > 1
          ? several(near.size())
          : embed(photo, near.isEmpty() ? largest(faces) : near.get(0), engine);
    }
    if (choice instanceof FaceChoice.Numbered number && number.index() >= faces.size()) {
      return new Found.None(
          Refusal.NO_SUCH_FACE,
          "expected a face with the number %d, the photo has %d, from 0 on"
              .formatted(number.index(), faces.size()));
    }
    return embed(photo, chosen(photo, faces, choice), engine);
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

  private static Found embed(Image photo, Face face, FaceEngine engine) {
    AnalyzedFace analyzed = engine.analyze(photo, face);
    if (analyzed.embedding().isPresent()) {
      return new Found.One(face, analyzed.embedding().get());
    }
    List<Finding> findings = analyzed.findings();
    return new Found.None(Refusal.POOR_QUALITY, Finding.message(findings), findings);
  }

  private static double size(Face face) {
    return Math.min(face.box().width(), face.box().height());
  }
}
