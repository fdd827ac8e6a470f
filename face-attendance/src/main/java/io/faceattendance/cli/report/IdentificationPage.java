package io.faceattendance.cli.report;

import io.faceattendance.match.Threshold;
import io.faceattendance.match.evaluation.ErrorCurve;
import io.faceattendance.match.evaluation.FpirInterval;
import io.faceattendance.match.evaluation.IdentificationEvaluation;
import io.faceattendance.match.evaluation.ProbeSearch;
import io.faceattendance.match.evaluation.ScoreHistogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of 1:N searches; the components are those of {@link EvaluationPage}. */
record IdentificationPage(
    Map<String, String> facts,
    IdentificationEvaluation figures,
    Map<String, IdentificationEvaluation> groups,
    Threshold threshold,
    List<ProbeSearch> searches) {

  String html() {
    Page page =
        new Page(
                "Identification (1:N)",
                ("How well %s searches for people of a gallery tell who they are, and %s searches for"
                        + " strangers that they are nobody of it.")
                    .formatted(
                        Words.count(figures.probesKnown()), Words.count(figures.probesUnknown())))
            .tiles(tiles())
            .plots(plots().all())
            .table("Figures", table());
    if (!groups.isEmpty()) {
      page.table("Groups", groupTable());
    }
    return page.facts("What was measured", facts).html();
  }

  private Map<String, String> tiles() {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("Known people, right at rank 1", Words.percent(figures.rank1()));
    tiles.put("Strangers taken for somebody (FPIR)", Words.percent(figures.fpirMeasured()));
    tiles.put("Known people missed (FNIR)", Words.percent(figures.fnirMeasured()));
    tiles.put("Found, if 1 % of strangers may pass", Words.percent(figures.tpirAtFpir1e2()));
    return tiles;
  }

  private ErrorPlots plots() {
    return new ErrorPlots(
        Terms.identification(figures.probesKnown()),
        ScoreHistogram.ofSearches(searches),
        ErrorCurve.ofSearches(searches),
        threshold.similarity());
  }

  private Table table() {
    return new Table()
        .figure(
            "Rank 1",
            "known people whose most similar person is the right one, whatever the threshold",
            Words.percent(figures.rank1()))
        .figure(
            "TPIR at FPIR 1 %",
            "known people found at the threshold that lets 1 % of these strangers pass; needs 100"
                + " searches for strangers",
            Words.percent(figures.tpirAtFpir1e2()))
        .figure(
            "TPIR at FPIR 10 %",
            "the same at 10 %; needs 10", Words.percent(figures.tpirAtFpir1e1()))
        .figure(
            "Threshold in use",
            threshold.targetSupported()
                ? "the cosine that the target rate asks for in a gallery of this size"
                : "the strictest that was measured: whether it keeps the target rate is not known",
            Words.score(threshold.similarity()))
        .figure(
            "FPIR there",
            "strangers for whom somebody is brought at or above it, an ambiguous answer included",
            rate(figures))
        .figure(
            "95 % interval of that FPIR",
            "what the rate may be for other strangers, as those of one person and those who resemble"
                + " one person count less",
            figures.fpir95().map(IdentificationPage::range).orElse(Words.NONE))
        .figure(
            "FNIR there",
            "known people for whom the right person is not brought; without a face, or without a"
                + " face in the gallery, counts too",
            Words.percent(figures.fnirMeasured()))
        .figure(
            "Failures to acquire",
            "probes in which no face was found; of strangers they are no searches",
            Words.count(figures.failuresToAcquire()))
        .figure(
            "Known probes", "pictures of people of the gallery", Words.count(figures.probesKnown()))
        .figure("Unknown probes", "pictures of strangers", Words.count(figures.probesUnknown()));
  }

  private Table groupTable() {
    Table table =
        Table.withHead(
            List.of(
                "Group",
                "Known",
                "Unknown",
                "No face",
                "Rank 1",
                "TPIR at FPIR 1 %",
                "at 10 %",
                "FPIR",
                "95 %",
                "FNIR"));
    groups.forEach((name, group) -> table.figures(row(name, group)));
    return table;
  }

  private static List<String> row(String name, IdentificationEvaluation group) {
    return List.of(
        name,
        Words.count(group.probesKnown()),
        Words.count(group.probesUnknown()),
        Words.count(group.failuresToAcquire()),
        Words.percent(group.rank1()),
        Words.percent(group.tpirAtFpir1e2()),
        Words.percent(group.tpirAtFpir1e1()),
        Words.percent(group.fpirMeasured()),
        group.fpir95().map(IdentificationPage::range).orElse(Words.NONE),
        Words.percent(group.fnirMeasured()));
  }

  private static String rate(IdentificationEvaluation figures) {
    return figures
        .fpir95()
        .map(
            interval ->
                "%s (%s of %s)"
                    .formatted(
                        Words.percent(figures.fpirMeasured()),
                        Words.count(interval.errors()),
                        Words.count(interval.searches())))
        .orElse(Words.NONE);
  }

  private static String range(FpirInterval interval) {
    return "%s to %s".formatted(Words.percent(interval.lower()), Words.percent(interval.upper()));
  }
}
