package io.faceattendance.embed;

import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.Image;

/** A template's alignment with the background removed. Thread-safe. */
final class SuppressingAligner implements FaceAligner {
  private final TemplateAligner template;
  private final BackgroundSuppression suppression;

  private SuppressingAligner(TemplateAligner template, BackgroundSuppression suppression) {
    this.template = template;
    this.suppression = suppression;
  }

  /**
   * Puts the removal behind an alignment.
   *
   * @param aligner how faces are cut out now
   * @param suppression how the background is removed
   * @return both
   * @throws IllegalArgumentException if the aligner is none of this library's that use landmarks
   */
  static SuppressingAligner of(FaceAligner aligner, BackgroundSuppression suppression) {
    if (aligner instanceof ArcFaceAligner) {
      return new SuppressingAligner(ArcFaceAligner.TEMPLATE, suppression);
    }
    if (aligner instanceof TemplateAligner template) {
      return new SuppressingAligner(template, suppression);
    }
    throw new IllegalArgumentException(
        "expected an alignment by landmarks, %s or %s, to remove the background of, got %s"
            .formatted(ArcFaceAligner.TEMPLATE.id(), TemplateAligner.OPENFACE.id(), aligner.id()));
  }

  @Override
  public String id() {
    return template.id() + "-" + suppression.id();
  }

  @Override
  public boolean needsLandmarks() {
    return true;
  }

  @Override
  public Image align(Image image, Face face) {
    Image aligned = template.align(image, face);
    return suppression.suppress(aligned, template.landmarksIn(face));
  }
}
