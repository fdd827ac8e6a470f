package io.faceattendance.cli.report;

import io.faceattendance.cli.report.Plot.Key;
import io.faceattendance.match.evaluation.ErrorCurve;
import io.faceattendance.match.evaluation.ErrorCurve.OperatingPoint;
import io.faceattendance.match.evaluation.ScoreHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores and error rates of comparisons or searches.
 *
 * @param terms the words for them
 * @param scores how the scores are distributed
 * @param curve the error rates
 * @param threshold the score that is marked
 */
record ErrorPlots(Terms terms, ScoreHistogram scores, ErrorCurve curve, double threshold) {
  // The labels of more decades would not stand beside each other.
  private static final double LEAST_RATE = 1e-6;

  List<Plot> all() {
    List<Plot> plots = new ArrayList<>();
    if (!scores.bins().isEmpty()) {
      plots.add(histogram());
    }
    if (!curve.points().isEmpty()) {
      plots.add(det());
      plots.add(roc());
    }
    return plots;
  }

  private Plot histogram() {
    Chart chart = Chart.of("Similarity (cosine)", "Share of scores");
    List<double[]> impostor = new ArrayList<>();
    List<double[]> genuine = new ArrayList<>();
    double most = 0;
    for (ScoreHistogram.Bin bin : scores.bins()) {
      double ofImpostor = share(bin.impostor(), scores.impostor());
      double ofGenuine = share(bin.genuine(), scores.genuine());
      most = Math.max(most, Math.max(ofImpostor, ofGenuine));
      step(impostor, bin, ofImpostor);
      step(genuine, bin, ofGenuine);
    }
    if (scores.impostor() > 0) {
      chart.area(closed(impostor), Chart.ORANGE);
    }
    if (scores.genuine() > 0) {
      chart.area(closed(genuine), Chart.BLUE);
    }
    chart.dashed(threshold, 0, threshold, 1.05 * most, Chart.DARK);
    chart.shareUp(1.05 * most);
    return new Plot(
        "Scores",
        Svg.of(chart.drawn(), "scores", "Histogram of similarity scores"),
        List.of(
            new Key("blue", "%s (%s)".formatted(terms.genuine(), Words.count(scores.genuine()))),
            new Key(
                "orange", "%s (%s)".formatted(terms.impostor(), Words.count(scores.impostor()))),
            new Key("dashed", "%s %s".formatted(terms.threshold(), Words.score(threshold)))),
        terms.readScores());
  }

  private static double share(int count, int of) {
    return of == 0 ? 0 : (double) count / of;
  }

  private static void step(List<double[]> points, ScoreHistogram.Bin bin, double height) {
    points.add(new double[] {bin.from(), height});
    points.add(new double[] {bin.to(), height});
  }

  private static List<double[]> closed(List<double[]> steps) {
    List<double[]> closed = new ArrayList<>();
    closed.add(new double[] {steps.get(0)[0], 0});
    closed.addAll(steps);
    closed.add(new double[] {steps.get(steps.size() - 1)[0], 0});
    return closed;
  }

  private Plot det() {
    double leastX = least(scores.impostor());
    double leastY = least(terms.attempts());
    Chart chart = Chart.of(terms.falsePositive(), terms.falseNegative());
    chart.logarithmicRateAcross(leastX);
    chart.logarithmicRateUp(leastY);
    List<double[]> points = new ArrayList<>();
    for (OperatingPoint point : curve.points()) {
      points.add(
          new double[] {
            Math.max(leastX, point.falsePositiveRate()), Math.max(leastY, point.falseNegativeRate())
          });
    }
    chart.line(Thinning.logarithmic(points), Chart.BLUE);
    Optional<OperatingPoint> marked = curve.at(threshold);
    marked.ifPresent(
        point ->
            chart.dot(
                Math.max(leastX, point.falsePositiveRate()),
                Math.max(leastY, point.falseNegativeRate()),
                Chart.DARK));
    return new Plot(
        "Errors against each other (DET)",
        Svg.of(chart.drawn(), "det", "Detection error trade-off curve"),
        key(),
        "Each point of the curve is a threshold: to the left fewer %s, down fewer %s. Nearer to the"
                .formatted(terms.falsePositives(), terms.falseNegatives())
            + " lower left corner is better. Where no error was seen, half of one is drawn.");
  }

  private Plot roc() {
    double leastX = least(scores.impostor());
    Chart chart = Chart.of(terms.falsePositive(), terms.truePositive());
    chart.logarithmicRateAcross(leastX);
    List<double[]> points = new ArrayList<>();
    double lowest = 1;
    for (OperatingPoint point : curve.points()) {
      double found = 1 - point.falseNegativeRate();
      points.add(new double[] {Math.max(leastX, point.falsePositiveRate()), found});
      lowest = Math.min(lowest, found);
      if (point.falsePositiveRate() == 0) {
        break; // stricter still only finds fewer
      }
    }
    chart.line(Thinning.logarithmicX(points), Chart.BLUE);
    curve
        .at(threshold)
        .ifPresent(
            point ->
                chart.dot(
                    Math.max(leastX, point.falsePositiveRate()),
                    1 - point.falseNegativeRate(),
                    Chart.DARK));
    double floor = Math.min(0.9, Math.floor(10 * lowest) / 10);
    chart.rateUp(floor);
    return new Plot(
        "Found against falsely accepted (ROC)",
        Svg.of(chart.drawn(), "roc", "Receiver operating characteristic"),
        key(),
        "How many %s are found if so many %s are allowed. Higher and further to the left is better;"
                .formatted(terms.positives(), terms.falsePositives())
            + (floor > 0
                ? " mind that the upright axis begins at %s.".formatted(Words.round(floor))
                : ""));
  }

  private List<Key> key() {
    return List.of(
        new Key("line", "every threshold"),
        new Key("dot", "%s %s".formatted(terms.threshold(), Words.score(threshold))));
  }

  /** Where no error is drawn, on a logarithmic axis: at half of one. */
  private static double least(int comparisons) {
    return Math.max(LEAST_RATE, Math.min(0.1, 0.5 / Math.max(1, comparisons)));
  }
}
