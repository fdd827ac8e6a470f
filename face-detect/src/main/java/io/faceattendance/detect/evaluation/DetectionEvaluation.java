package io.faceattendance.detect.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a detector finds labelled faces: average precision by the rules of Yang et al., "WIDER
 * FACE: A Face Detection Benchmark", 2016, for each of its levels.
 *
 * <p>On each picture, the best score first, a find belongs to the labelled box with the greatest
 * intersection over union, if that is at least 0.5. It is right if the level asks for that face and
 * no find before it belongs to the same one, and false if one does or if it belongs to no box. A
 * find on an invalid box or on a face that the level does not ask for counts neither way. A picture
 * without any wanted face still brings its false finds.
 *
 * <p>Average precision is the area under precision over recall, all pictures together, where the
 * precision at a recall is the best at that recall or beyond (Everingham et al., "The PASCAL Visual
 * Object Classes Challenge: A Retrospective", 2015). Every score is a threshold, and equal ones are
 * the same; the benchmark's own program takes 1,000 evenly spaced ones, adds a pixel to the extents
 * of boxes, and passes over a picture without any labelled box.
 *
 * @param pictures how many pictures
 * @param faces labelled boxes that are not invalid and have an area, whatever their level
 * @param easy the figures of the easy faces
 * @param medium those of the medium ones
 * @param hard those of the hard ones
 */
public record DetectionEvaluation(int pictures, int faces, Level easy, Level medium, Level hard) {

  /**
   * The figures of one level.
   *
   * @param faces how many faces it asks for
   * @param averagePrecision 0 to 1; empty if it asks for none
   * @param curve precision and recall at every score, from the highest to the lowest; empty if the
   *     level asks for no face or there is no find
   */
  public record Level(int faces, OptionalDouble averagePrecision, List<PrecisionRecall> curve) {

    /**
     * Copies the curve.
     *
     * @param faces as above
     * @param averagePrecision as above
     * @param curve as above
     */
    public Level {
      curve = List.copyOf(curve);
    }
  }

  /**
   * What is found with a score as the threshold.
   *
   * @param recall the share of the faces that are found, 0 to 1
   * @param precision the share of the finds that are right, 0 to 1
   */
  public record PrecisionRecall(double recall, double precision) {}

  /**
   * Evaluates. Neither the order of the pictures nor that of labels and finds matters.
   *
   * @param pictures each once; the detector's threshold should be as low as 0.02, since what it
   *     leaves out is missing from the curve
   * @return the figures
   */
  public static DetectionEvaluation of(List<ExaminedPicture> pictures) {
    long faces =
        pictures.stream()
            .flatMap(picture -> picture.labelled().stream())
            .filter(LabelledFace::isFace)
            .count();
    return new DetectionEvaluation(
        pictures.size(),
        (int) faces,
        level(pictures, Difficulty.EASY),
        level(pictures, Difficulty.MEDIUM),
        level(pictures, Difficulty.HARD));
  }

  private static Level level(List<ExaminedPicture> pictures, Difficulty difficulty) {
    Ranking ranking = Ranking.of(pictures, difficulty);
    return new Level(ranking.faces(), ranking.averagePrecision(), ranking.curve());
  }
}
