package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceChoice;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Verification;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import io.faceattendance.quality.QualityGate;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares two photos; of a data directory it needs the thresholds alone, if there is one. */
final class PhotoPair implements AutoCloseable {
  private final FaceDetector detector;
  private final FaceEmbedder embedder;
  private final FaceEngine engine;
  private final FaceMatcher matcher;
  private final FaceChoice choice;
  private final PolicyInForce inForce;

  private PhotoPair(
      FaceDetector detector, FaceEmbedder embedder, PolicyInForce inForce, FaceChoice choice) {
    QualityGate gate = AttendanceOptions.defaults().gates().recognition();
    this.detector = detector;
    this.embedder = embedder;
    this.engine = FaceEngine.of(detector, embedder).withGate(gate);
    // Two faces are compared by the policy alone: nobody has to be enrolled.
    this.matcher = FaceMatcher.of(GalleryIndex.exact(embedder.space()), inForce.policy());
    this.inForce = inForce;
    this.choice = choice;
  }

  static PhotoPair open(CommonOptions options, FaceChoice choice) {
    options.models.policy(); // a table that cannot be read is found before models are loaded
    FaceModels models = options.models.chosen();
    FaceDetector detector = models.openDetector();
    FaceEmbedder embedder = null;
    boolean complete = false;
    try {
      embedder = models.openEmbedder(detector);
      PolicyInForce inForce = Opened.policy(options, embedder.space());
      PhotoPair pair = new PhotoPair(detector, embedder, inForce, choice);
      complete = true;
      return pair;
    } finally {
      if (!complete) {
        close(detector, embedder);
      }
    }
  }

  PolicyInForce policyInForce() {
    return inForce;
  }

  boolean alignsByLandmarks() {
    return embedder.aligner().needsLandmarks();
  }

  Verification verify(Image first, Path firstName, Image second, Path secondName) {
    return matcher.verify(embed(first, firstName), embed(second, secondName));
  }

  private Embedding embed(Image photo, Path name) {
    AnalyzedFace face =
        chosen(photo, name)
            .orElseThrow(
                () -> new FaceException("expected a face in %s, found none".formatted(name)));
    return face.embedding()
        .orElseThrow(
            () ->
                new FaceException(
                    "the face in %s cannot be used: %s"
                        .formatted(name, Finding.message(face.findings()))));
  }

  private Optional<AnalyzedFace> chosen(Image photo, Path name) {
    if (choice instanceof FaceChoice.NearestTheCentre) {
      return engine.analyzeCentral(photo);
    }
    List<AnalyzedFace> faces = engine.analyze(photo);
    List<AnalyzedFace> large = faces.stream().filter(PhotoPair::isLargeEnough).toList();
    if (choice instanceof FaceChoice.Only && large.size() > 1) {
      throw new FaceException(
          "expected one face in %s, found %d: say which one is meant (--face largest|centre)"
              .formatted(name, large.size()));
    }
    return faces.stream().max(Comparator.comparingDouble(face -> face.face().box().area()));
  }

  private static boolean isLargeEnough(AnalyzedFace face) {
    return face.findings().stream().noneMatch(one -> one.defect() == Defect.TOO_SMALL);
  }

  @Override
  public void close() {
    close(detector, embedder);
  }

  private static void close(FaceDetector detector, @Nullable FaceEmbedder embedder) {
    try {
      if (embedder != null) {
        embedder.close();
      }
    } finally {
      detector.close();
    }
  }
}
