package io.faceattendance.embed;

import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.geometry.SimilarityTransform;
import io.faceattendance.internal.AffineWarp;
import java.util.List;

/**
 * The similarity transform that takes the five landmarks closest to a template: bilinear, black
 * outside the picture. Stateless and thread-safe.
 */
final class TemplateAligner implements FaceAligner {
  /**
   * For OpenFace, 96 x 96. Its authors warp by the outer corners of the eyes and the base of the
   * nose, which detectors do not find; this template has the centres of the eyes, the tip of the
   * nose and the corners of the mouth of the same mean face, that of {@code align_dlib.py} in Amos,
   * Ludwiczuk and Satyanarayanan, "OpenFace: A general-purpose face recognition library with mobile
   * applications", 2016. So the face lies where the network expects it, without the shear of the
   * authors' affine transform.
   */
  static final TemplateAligner OPENFACE =
      new TemplateAligner(
          "openface-96",
          96,
          List.of(
              new Point(26.6276, 16.0593),
              new Point(67.7903, 15.2640),
              new Point(47.2410, 40.5223),
              new Point(29.4826, 61.6176),
              new Point(66.7597, 60.8777)));

  private final String id;
  private final int size;
  private final List<Point> template;

  /**
   * An aligner.
   *
   * @param id its word in an embedding space
   * @param size columns and rows of the cut-out
   * @param template where the landmarks go, in pixels of the cut-out
   */
  TemplateAligner(String id, int size, List<Point> template) {
    this.id = id;
    this.size = size;
    this.template = List.copyOf(template);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean needsLandmarks() {
    return true;
  }

  @Override
  public Image align(Image image, Face face) {
    return AffineWarp.warp(image, toCutOut(face).inverse(), size, size);
  }

  /** Where the landmarks of a face lie in its cut-out; near the template, not on it. */
  Landmarks landmarksIn(Face face) {
    SimilarityTransform transform = toCutOut(face);
    Landmarks found = landmarks(face);
    return new Landmarks(
        transform.apply(found.leftEye()),
        transform.apply(found.rightEye()),
        transform.apply(found.nose()),
        transform.apply(found.leftMouth()),
        transform.apply(found.rightMouth()));
  }

  private SimilarityTransform toCutOut(Face face) {
    return SimilarityTransform.fit(landmarks(face).points(), template);
  }

  private static Landmarks landmarks(Face face) {
    return face.landmarks()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a face with landmarks, got one without: "
                        + "use a detector that finds them"));
  }
}
