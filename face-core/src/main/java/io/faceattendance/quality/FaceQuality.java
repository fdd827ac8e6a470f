package io.faceattendance.quality;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured on one face. Immutable; measuring takes some tens of microseconds and is
 * thread-safe.
 *
 * <p><b>Brightness, contrast and sharpness</b> are those of the grey inner part of the box (a tenth
 * off at each side), shrunk to at most {@value #CELLS} cells on its longer side, so that the same
 * face has the same values in a picture of any size above that. Sharpness is the energy of the
 * Laplacian, the usual measure of focus (Pech-Pacheco et al., "Diatom autofocusing in brightfield
 * microscopy", ICPR 2000), divided by the energy of the gradient, in which contrast cancels: the
 * mean squared frequency of the edges, of which the root is given as a share of the highest
 * possible. Noise counts as detail.
 *
 * <p><b>Pose</b> comes from the five landmarks and an average head (Gee and Cipolla, 1994). It is
 * an estimate to sort pictures by, not a measurement: nothing here was compared with known angles.
 * Yaw is about right up to 45 degrees and falls short beyond; pitch sees a face that looks down,
 * too little of it, and hardly one that looks up, since noses differ. Roll is as good as the
 * landmarks are. On faces that lie on their side or upside down they are wrong: detectors give
 * points of an upright face there. {@link #of(Image, Face, FaceDetector)} looks a second time.
 *
 * @param measured the values in the units of their criteria; those that could not be measured are
 *     absent: without landmarks, pose and distance of the eyes, and in a box of less than 10 pixels
 *     inside the picture, brightness, contrast and sharpness
 */
public record FaceQuality(Map<Criterion, Double> measured) {
  private static final int CELLS = 32;
  private static final double INSET = 0.1;
  private static final int LANDMARKS = 5;
  private static final double PERCENT = 100;

  // The greatest value of the Laplacian's energy over the gradient's: that of a chequerboard.
  private static final double FINEST = 8;

  /**
   * Checks the components.
   *
   * @param measured as above
   */
  public FaceQuality {
    measured.forEach(
        (criterion, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "expected a finite %s, got %s".formatted(criterion.words(), value));
          }
        });
    Map<Criterion, Double> ordered = new EnumMap<>(Criterion.class);
    ordered.putAll(measured);
    measured = Collections.unmodifiableMap(ordered);
  }

  /**
   * Measures a face by its pixels and landmarks.
   *
   * @param image the picture
   * @param face a face of that picture
   * @return its quality; the roll of a face that is on its side or upside down may be wrong
   */
  public static FaceQuality of(Image image, Face face) {
    return of(image, face, face.landmarks());
  }

  /**
   * Measures a face and detects it again in quarter turns of its surroundings, so that pose is
   * right for faces on their side and upside down too. The second look is three detections in a
   * picture of at most 256 x 256; a face without plausible landmarks, of which no pose is measured,
   * gets none.
   *
   * @param image the picture
   * @param face a face of that picture
   * @param detector what found it
   * @return its quality
   * @throws io.faceattendance.InferenceException if the network fails
   * @throws IllegalStateException if the detector is closed
   */
  public static FaceQuality of(Image image, Face face, FaceDetector detector) {
    return of(
        image,
        face,
        usableLandmarks(face).isPresent()
            ? QuarterTurns.landmarks(image, face, detector)
            : Optional.empty());
  }

  private static Optional<Landmarks> usableLandmarks(Face face) {
    return face.landmarks().filter(points -> points.isPlausibleIn(face.box()));
  }

  private static FaceQuality of(Image image, Face face, Optional<Landmarks> upright) {
    BoundingBox box = face.box();
    Map<Criterion, Double> values = new EnumMap<>(Criterion.class);
    values.put(Criterion.FACE_SIZE, Math.min(box.width(), box.height()));
    Optional<Landmarks> usable = usableLandmarks(face);
    values.put(Criterion.LANDMARKS, usable.isPresent() ? (double) LANDMARKS : 0);
    usable.ifPresent(
        points ->
            values.put(Criterion.EYE_DISTANCE, points.leftEye().distanceTo(points.rightEye())));
    if (usable.isPresent()) {
      upright.ifPresent(points -> addPose(Pose.of(points), values));
    }
    GreyGrid.of(image, inner(box), CELLS).ifPresent(grid -> addGrey(grid, values));
    return new FaceQuality(values);
  }

  private static BoundingBox inner(BoundingBox box) {
    return new BoundingBox(
        box.x() + INSET * box.width(),
        box.y() + INSET * box.height(),
        (1 - 2 * INSET) * box.width(),
        (1 - 2 * INSET) * box.height());
  }

  private static void addPose(Pose pose, Map<Criterion, Double> values) {
    values.put(Criterion.YAW, pose.yaw());
    values.put(Criterion.PITCH, pose.pitch());
    values.put(Criterion.ROLL, pose.roll());
  }

  private static void addGrey(GreyGrid grid, Map<Criterion, Double> values) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        double level = grid.level(column, row);
        sum += level;
        squares += level * level;
      }
    }
    int cells = grid.width() * grid.height();
    double mean = sum / cells;
    double variance = Math.max(0, squares / cells - mean * mean);
    values.put(Criterion.BRIGHTNESS, PERCENT * mean);
    values.put(Criterion.CONTRAST, PERCENT * Math.sqrt(variance));
    values.put(Criterion.SHARPNESS, PERCENT * sharpness(grid));
  }

  // Differences to the neighbours that exist: the two energies are x'LLx and x'Lx of the grid's
  // graph Laplacian L, so that their quotient never exceeds its greatest eigenvalue.
  private static double sharpness(GreyGrid grid) {
    double laplacian = 0;
    double gradient = 0;
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        float level = grid.level(column, row);
        double left = column > 0 ? level - grid.level(column - 1, row) : 0;
        double above = row > 0 ? level - grid.level(column, row - 1) : 0;
        double right = column + 1 < grid.width() ? level - grid.level(column + 1, row) : 0;
        double below = row + 1 < grid.height() ? level - grid.level(column, row + 1) : 0;
        double curvature = left + above + right + below;
        laplacian += curvature * curvature;
        gradient += left * left + above * above;
      }
    }
    return gradient > 0 ? Math.sqrt(laplacian / gradient / FINEST) : 0;
  }

  /**
   * One value.
   *
   * @param criterion what was measured
   * @return the value in the criterion's unit; empty if it could not be measured
   */
  public OptionalDouble value(Criterion criterion) {
    Double value = measured.get(criterion);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
