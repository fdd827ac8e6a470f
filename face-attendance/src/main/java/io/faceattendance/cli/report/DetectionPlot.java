package io.faceattendance.cli.report;

import io.faceattendance.cli.report.Plot.Key;
import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Precision over recall of each level that has faces and finds. */
final class DetectionPlot {
  private DetectionPlot() {}

  static List<Plot> of(DetectionEvaluation figures) {
    Chart chart = Chart.of("Recall (faces found)", "Precision (finds that are faces)");
    List<Key> key = new ArrayList<>();
    draw(chart, key, figures.easy(), "easy", "blue", Chart.BLUE);
    draw(chart, key, figures.medium(), "medium", "green", Chart.GREEN);
    draw(chart, key, figures.hard(), "hard", "orange", Chart.ORANGE);
    if (key.isEmpty()) {
      return List.of();
    }
    chart.rateAcross(0);
    chart.rateUp(0);
    return List.of(
        new Plot(
            "Precision and recall",
            Svg.of(chart.drawn(), "precision", "Precision over recall for each level"),
            key,
            "Along a curve the threshold falls: more faces are found, and more finds are none."
                + " Nearer to the upper right corner is better; average precision (AP) is the area"
                + " below the curve, each dip taken as high as what follows."));
  }

  private static void draw(
      Chart chart, List<Key> key, Level level, String name, String mark, Color colour) {
    if (level.curve().isEmpty()) {
      return;
    }
    List<double[]> points = new ArrayList<>();
    level.curve().forEach(point -> points.add(new double[] {point.recall(), point.precision()}));
    chart.line(Thinning.linear(points), colour);
    key.add(new Key(mark, "%s, AP %s".formatted(name, Words.score(level.averagePrecision()))));
  }
}
