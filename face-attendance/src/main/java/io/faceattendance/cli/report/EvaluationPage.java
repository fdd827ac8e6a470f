package io.faceattendance.cli.report;

import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.match.Threshold;
import io.faceattendance.match.evaluation.IdentificationEvaluation;
import io.faceattendance.match.evaluation.ProbeSearch;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import java.util.List;
import java.util.Map;

/**
 * An evaluation as one HTML page in UTF-8 that loads nothing: figures, plots, and what was
 * measured. Every text is escaped.
 */
public final class EvaluationPage {
  private EvaluationPage() {}

  /**
   * Of 1:1 comparisons.
   *
   * @param facts what was measured and with what, in words, in order
   * @param figures the figures
   * @param pairs what they were computed from
   * @return the page
   */
  public static String verification(
      Map<String, String> facts, VerificationEvaluation figures, List<ScoredPair> pairs) {
    return new VerificationPage(facts, figures, pairs).html();
  }

  /**
   * Of 1:N searches.
   *
   * @param facts what was measured and with what, in words, in order
   * @param figures those of all searches
   * @param groups those of each group, empty if there are none
   * @param threshold at which FPIR and FNIR were measured
   * @param searches what the figures were computed from
   * @return the page
   */
  public static String identification(
      Map<String, String> facts,
      IdentificationEvaluation figures,
      Map<String, IdentificationEvaluation> groups,
      Threshold threshold,
      List<ProbeSearch> searches) {
    return new IdentificationPage(facts, figures, groups, threshold, searches).html();
  }

  /**
   * Of a detector.
   *
   * @param facts what was measured and with what, in words, in order
   * @param figures the figures
   * @param milliseconds how long the detector took for a picture on average
   * @return the page
   */
  public static String detection(
      Map<String, String> facts, DetectionEvaluation figures, double milliseconds) {
    return DetectionPage.html(facts, figures, milliseconds);
  }
}
