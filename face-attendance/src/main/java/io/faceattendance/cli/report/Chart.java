package io.faceattendance.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of all plots, and what is drawn on them. Not thread-safe. */
final class Chart {
  // Apart for colour-blind eyes too (Okabe and Ito, 2008).
  static final Color BLUE = new Color(0, 114, 178);
  static final Color ORANGE = new Color(213, 94, 0);
  static final Color GREEN = new Color(0, 158, 115);
  static final Color DARK = new Color(34, 34, 34);

  private static final Color GREY = new Color(90, 90, 90);
  private static final Color PALE = new Color(234, 234, 234);
  private static final int WIDTH = 460;
  private static final int HEIGHT = 330;
  private static final int FONT = 13;
  private static final String RATE = "0.####\u00A0%";

  private final XYChart chart;

  private Chart(XYChart chart) {
    this.chart = chart;
  }

  static Chart of(String x, String y) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(x).yAxisTitle(y).build();
    XYStyler styler = chart.getStyler();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT);
    styler.setBaseFont(font).setChartFontColor(DARK);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartPadding(10);
    styler.setPlotContentSize(0.92); // room for the labels of the ends
    styler.setPlotMargin(0);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setLocale(Locale.ROOT);
    styler.setAxisTitleFont(font);
    styler.setAxisTickLabelsFont(font);
    styler.setAxisTickLabelsColor(GREY);
    styler.setAxisTickMarksColor(GREY);
    styler.setAxisTicksMarksVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotGridLinesColor(PALE);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    return new Chart(chart);
  }

  /** Rates on the upright axis, up to 100 %. */
  void rateUp(double least) {
    styler().setYAxisMin(least).setYAxisMax(1.0).setYAxisDecimalPattern(RATE);
  }

  /** Rates on the level axis, up to 100 %. */
  void rateAcross(double least) {
    styler().setXAxisMin(least).setXAxisMax(1.0).setXAxisDecimalPattern(RATE);
  }

  /** The same with a decade as far from the next everywhere. */
  void logarithmicRateUp(double least) {
    rateUp(least);
    styler().setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(true);
  }

  /** The same on the level axis. */
  void logarithmicRateAcross(double least) {
    rateAcross(least);
    styler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(true);
  }

  /** Shares on the upright axis, from 0. */
  void shareUp(double most) {
    styler().setYAxisMin(0.0).setYAxisMax(most).setYAxisDecimalPattern(RATE);
  }

  private XYStyler styler() {
    return chart.getStyler();
  }

  XYChart drawn() {
    return chart;
  }

  /** A curve through points. */
  void line(List<double[]> points, Color colour) {
    series(points, colour).setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setLineWidth(2.2f);
  }

  /** A dashed line between two points, for what is no measurement. */
  void dashed(double x1, double y1, double x2, double y2, Color colour) {
    series(List.of(new double[] {x1, y1}, new double[] {x2, y2}), colour)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
        .setLineStyle(
            new BasicStroke(
                1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0));
  }

  /** The area below a curve. */
  void area(List<double[]> points, Color colour) {
    XYSeries series = series(points, colour);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setLineWidth(1.4f);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 70));
  }

  /** One point that is meant. */
  void dot(double x, double y, Color colour) {
    XYSeries series = series(List.of(new double[] {x, y}), colour);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
  }

  private XYSeries series(List<double[]> points, Color colour) {
    double[] x = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] y = points.stream().mapToDouble(point -> point[1]).toArray();
    XYSeries series = chart.addSeries("series" + chart.getSeriesMap().size(), x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    return series;
  }
}
