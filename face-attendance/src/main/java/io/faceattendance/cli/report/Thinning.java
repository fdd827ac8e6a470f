package io.faceattendance.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Leaves out points that nobody can see apart: a page need not carry a million. */
final class Thinning {
  // Of a plot's extent: about half a pixel.
  private static final double NEAR = 1.0 / 900;

  private Thinning() {}

  static List<double[]> logarithmic(List<double[]> points) {
    return of(points, Math::log, Math::log);
  }

  static List<double[]> logarithmicX(List<double[]> points) {
    return of(points, Math::log, y -> y);
  }

  static List<double[]> linear(List<double[]> points) {
    return of(points, x -> x, y -> y);
  }

  private static List<double[]> of(
      List<double[]> points, DoubleUnaryOperator xAxis, DoubleUnaryOperator yAxis) {
    double nearX = NEAR * extent(points, 0, xAxis);
    double nearY = NEAR * extent(points, 1, yAxis);
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      double[] point = points.get(i);
      double[] last = kept.isEmpty() ? point : kept.get(kept.size() - 1);
      boolean near =
          Math.abs(xAxis.applyAsDouble(point[0]) - xAxis.applyAsDouble(last[0])) <= nearX
              && Math.abs(yAxis.applyAsDouble(point[1]) - yAxis.applyAsDouble(last[1])) <= nearY;
      if (!near || i == 0 || i == points.size() - 1) {
        kept.add(point);
      }
    }
    return kept;
  }

  private static double extent(List<double[]> points, int axis, DoubleUnaryOperator scale) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double[] point : points) {
      double value = scale.applyAsDouble(point[axis]);
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return greatest - least;
  }
}
