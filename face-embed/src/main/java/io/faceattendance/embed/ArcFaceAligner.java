package io.faceattendance.embed;

import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.Image;
import io.faceattendance.Point;
import java.util.List;

/**
 * The alignment of ArcFace and its successors: the similarity transform that takes the five
 * landmarks closest to a fixed template, 112 x 112 pixels, bilinear, black outside the picture.
 * Stateless and thread-safe.
 *
 * <p>The template is that of Deng et al., "ArcFace: Additive Angular Margin Loss for Deep Face
 * Recognition", 2019, as its authors' code publishes it.
 */
public final class ArcFaceAligner implements FaceAligner {
  static final TemplateAligner TEMPLATE =
      new TemplateAligner(
          "arcface-112",
          112,
          List.of(
              new Point(38.2946, 51.6963),
              new Point(73.5318, 51.5014),
              new Point(56.0252, 71.7366),
              new Point(41.5493, 92.3655),
              new Point(70.7299, 92.2041)));

  /** An aligner. */
  public ArcFaceAligner() {}

  @Override
  public String id() {
    return TEMPLATE.id();
  }

  @Override
  public boolean needsLandmarks() {
    return TEMPLATE.needsLandmarks();
  }

  @Override
  public Image align(Image image, Face face) {
    return TEMPLATE.align(image, face);
  }
}
