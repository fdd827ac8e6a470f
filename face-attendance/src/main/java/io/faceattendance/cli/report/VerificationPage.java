package io.faceattendance.cli.report;

import io.faceattendance.match.evaluation.ErrorCurve;
import io.faceattendance.match.evaluation.ScoreHistogram;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of 1:1 comparisons; the components are those of {@link EvaluationPage}. */
record VerificationPage(
    Map<String, String> facts, VerificationEvaluation figures, List<ScoredPair> pairs) {

  String html() {
    return new Page(
            "Verification (1:1)",
            "How well two pictures are told to show one person or two, on %s pairs whose truth is known."
                .formatted(Words.count(figures.pairs())))
        .tiles(tiles())
        .plots(plots().all())
        .table("Figures", table())
        .facts("What was measured", facts)
        .html();
  }

  private Map<String, String> tiles() {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("Accuracy", Words.percent(figures.accuracy()));
    tiles.put("Equal error rate", Words.percent(figures.eer()));
    tiles.put("TAR at FMR 1 %", Words.percent(figures.tarAtFmr1e2()));
    tiles.put("Pairs without a face", Words.count(figures.failuresToAcquire()));
    return tiles;
  }

  private ErrorPlots plots() {
    int genuine = (int) pairs.stream().filter(ScoredPair::same).count();
    return new ErrorPlots(
        Terms.verification(genuine),
        ScoreHistogram.ofPairs(pairs),
        ErrorCurve.ofPairs(pairs),
        figures.threshold());
  }

  private Table table() {
    return new Table()
        .figure(
            "Accuracy",
            "share of right answers, each fold judged with the threshold that is best on the"
                + " others; the spread is the folds' standard deviation",
            "%s \u00B1 %s"
                .formatted(Words.percent(figures.accuracy()), Words.percent(figures.accuracySd())))
        .figure(
            "Equal error rate (EER)",
            "where as many pairs of one person are refused as pairs of two are accepted",
            Words.percent(figures.eer()))
        .figure(
            "TAR at FMR 1 %",
            "pairs of one person accepted, if 1 % of the pairs of two may be; needs 100 of them",
            Words.percent(figures.tarAtFmr1e2()))
        .figure(
            "TAR at FMR 0.1 %",
            "the same at 0.1 %; needs 1,000 of them", Words.percent(figures.tarAtFmr1e3()))
        .figure(
            "Most accurate threshold",
            "the cosine with the most right answers on all these pairs; chosen on them, so not one"
                + " to rely on",
            Words.score(figures.threshold()))
        .figure(
            "Failures to acquire",
            "pairs in which a face was not found; each counts as an error",
            Words.count(figures.failuresToAcquire()))
        .figure("Pairs", "all that were compared", Words.count(figures.pairs()));
  }
}
