package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.attendance.FaceModels;
import java.util.Optional;

/**
 * A detector and an embedder that were tried on one small picture.
 *
 * @param embedding what the embedder made of a face
 * @param byLandmarks whether the face was aligned by its landmarks
 */
record ModelTrial(Embedding embedding, boolean byLandmarks) {
  private static final int SIDE = 160;
  private static final Face FACE =
      new Face(
          new BoundingBox(40, 40, 80, 80),
          1,
          Optional.of(
              new Landmarks(
                  new Point(64, 70),
                  new Point(96, 70),
                  new Point(80, 88),
                  new Point(67, 104),
                  new Point(93, 104))));

  /**
   * Opens the models, lets each work once, and closes them.
   *
   * @throws io.faceattendance.FaceException if one cannot be opened or run
   */
  static ModelTrial of(FaceModels models) {
    Image picture = picture();
    try (FaceDetector detector = models.openDetector();
        FaceEmbedder embedder = models.openEmbedder(detector)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
      engine.analyze(picture);
      Embedding embedding = engine.analyze(picture, FACE).embedding().orElseThrow();
      return new ModelTrial(embedding, embedder.aligner().needsLandmarks());
    }
  }

  /** Not one grey: a network that divides by the deviation would have nothing to see. */
  private static Image picture() {
    byte[] bgr = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i % 251);
    }
    return Image.of(SIDE, SIDE, bgr);
  }
}
