package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceChoice;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Verification;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.Finding;
import io.faceattendance.quality.QualityGate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compares two photos by the models and the policy alone: no store and no key is needed. */
final class PhotoPair {
  private final FaceEngine engine;
  private final FaceChoice choice;

  private PhotoPair(FaceEngine engine, FaceChoice choice) {
    this.engine = engine;
    this.choice = choice;
  }

  static Verification verify(ModelStore models, List<Path> photos, FaceChoice choice)
      throws IOException {
    Image first = Photos.read(photos.get(0));
    Image second = Photos.read(photos.get(1));
    try (OnnxDetector detector =
            OnnxDetector.open(models.path(ModelCatalog.YUNET), DetectorSpec.YUNET);
        OnnxEmbedder embedder =
            OnnxEmbedder.open(
                models.path(ModelCatalog.MOBILEFACENET), EmbedderSpec.MOBILEFACENET)) {
      QualityGate gate = AttendanceOptions.defaults().gates().recognition();
      FaceEngine engine = FaceEngine.of(detector, embedder).withGate(gate);
      PhotoPair pair = new PhotoPair(engine, choice);
      return matcher(engine.space())
          .verify(pair.embed(first, photos.get(0)), pair.embed(second, photos.get(1)));
    }
  }

  /** Two faces are compared by the policy alone: nobody has to be enrolled. */
  private static FaceMatcher matcher(EmbeddingSpace space) {
    return FaceMatcher.of(GalleryIndex.exact(space), MatchPolicy.defaults(space));
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
}
