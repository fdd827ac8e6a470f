package io.faceattendance.cli.report;

import io.faceattendance.detect.evaluation.DetectionEvaluation;
import io.faceattendance.detect.evaluation.DetectionEvaluation.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a detector. */
final class DetectionPage {
  private DetectionPage() {}

  static String html(Map<String, String> facts, DetectionEvaluation figures, double milliseconds) {
    return new Page(
            "Detection",
            "How many of %s labelled faces on %s pictures are found, and how many finds are faces."
                .formatted(Words.count(figures.faces()), Words.count(figures.pictures())))
        .tiles(tiles(figures, milliseconds))
        .plots(DetectionPlot.of(figures))
        .table("Figures", table(figures))
        .facts("What was measured", facts)
        .html();
  }

  private static Map<String, String> tiles(DetectionEvaluation figures, double milliseconds) {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("AP easy", Words.score(figures.easy().averagePrecision()));
    tiles.put("AP medium", Words.score(figures.medium().averagePrecision()));
    tiles.put("AP hard", Words.score(figures.hard().averagePrecision()));
    tiles.put("Milliseconds a picture", Words.tenth(milliseconds));
    return tiles;
  }

  private static Table table(DetectionEvaluation figures) {
    return Table.withHead(List.of("Level", "Faces", "Average precision", "Recall at most"))
        .figures(row("easy: large, clear faces", figures.easy()))
        .figures(row("medium: also smaller and partly hidden ones", figures.medium()))
        .figures(row("hard: nearly every face", figures.hard()));
  }

  private static List<String> row(String name, Level level) {
    String recall =
        level.curve().isEmpty()
            ? Words.NONE
            : Words.percent(level.curve().get(level.curve().size() - 1).recall());
    return List.of(name, Words.count(level.faces()), Words.score(level.averagePrecision()), recall);
  }
}
