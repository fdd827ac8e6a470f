package io.faceattendance.detect;

import java.util.List;

/**
 * One of OpenCV's cascades for frontal faces: its boosted classifiers look at small windows in
 * grey; Viola and Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features", 2001.
 *
 * @param id what it is opened by
 * @param file its path below OpenCV's folder of shared files
 * @param halfScore the sum of a group's weights that makes a score of 0.5, above 0
 * @param defaults thresholds and size that suit it
 */
record CascadeSpec(String id, String file, double halfScore, DetectionOptions defaults) {

  /** Haar-like features: Lienhart's gentle AdaBoost, the best of OpenCV's four on WIDER FACE. */
  static final CascadeSpec HAAR =
      new CascadeSpec(
          "haar",
          "haarcascades/haarcascade_frontalface_alt.xml",
          375,
          DetectorSpec.options(0.5, 0.5, 1280));

  /** Local binary patterns: integers only, a fraction of the time; finds fewer faces. */
  static final CascadeSpec LBP =
      new CascadeSpec(
          "lbp", "lbpcascades/lbpcascade_frontalface.xml", 5, DetectorSpec.options(0.5, 0.5, 1280));

  static final List<CascadeSpec> TABLE = List.of(HAAR, LBP);
}
