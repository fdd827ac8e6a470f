package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.cli.PeopleFolder.Examined;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evaluate thresholds}: a table of false match rates of the chosen models. */
@Command(
    name = "thresholds",
    description = {
      "Measures which similarity keeps which false match rate (FMR), and writes the table that"
          + " --fmr-table takes.",
      "Of every picture the face nearest the centre counts; every two pictures of different people"
          + " are compared. A rate gets the lowest similarity at which its upper 95 %% bound is at most"
          + " that rate, so that people who look alike count as few. With no false match seen, the"
          + " bound is 3 divided by the comparisons: it takes at least 30 of them for a rate of 0.1 (9"
          + " people, one picture each), 3,000 for 0.001, which 1:1 aims at (78 people), 30,000 for"
          + " 0.0001, which a search among 100 aims at (246 people). Twice as many let more of the"
          + " enrolled be found. More pictures of a person help less than more people. Beyond the last"
          + " row the strictest one counts, and answers say that the target is not supported."
    })
final class EvaluateThresholds extends FaceCommand {
  private static final int FEWEST_PEOPLE = 3;
  private static final int EXAMPLE = 100; // templates of a search to show a threshold for

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "a folder for each person, with pictures")
  Path root = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "the table to write, replacing it")
  Path output = Path.of("");

  private String alignment = "";

  @Override
  Result run() throws IOException {
    OutputFile.requirePlace(output);
    PeopleFolder people = PeopleFolder.read(root);
    FaceModels models = common.models.chosenSideBySide();
    List<Examined> examined;
    EmbeddingSpace space;
    try (FaceDetector detector = models.openDetector();
        FaceEmbedder embedder = models.openEmbedder(detector)) {
      alignment = Views.alignment(embedder.aligner().needsLandmarks());
      space = embedder.space();
      examined = people.examine(FaceEngine.of(detector, embedder), common.limits);
    }
    FmrTable table = measure(examined, space);
    table.write(output);
    List<Examined> failed = examined.stream().filter(one -> one.face().isEmpty()).toList();
    int faces = examined.size() - failed.size();
    return Result.of(true, json(table, faces, failed), lines(table, faces, failed));
  }

  private FmrTable measure(List<Examined> examined, EmbeddingSpace space) throws IOException {
    List<LabelledEmbedding> faces = examined.stream().flatMap(one -> one.face().stream()).toList();
    long people = faces.stream().map(LabelledEmbedding::person).distinct().count();
    if (people < FEWEST_PEOPLE) {
      throw new FaceException(
          "expected faces of at least %d people in %s, found %d: add more people"
              .formatted(FEWEST_PEOPLE, root, people));
    }
    return FmrTable.measure(faces, MeasuredSource.of(this, space, root, faces));
  }

  private Map<String, @Nullable Object> json(FmrTable table, int faces, List<Examined> failed) {
    return Result.object(
        "detector",
        common.models.detector,
        "embedder",
        common.models.embedder,
        "alignment",
        alignment,
        "space",
        table.source().space().id(),
        "persons",
        table.evidence().people(),
        "faces",
        faces,
        "failures",
        failed.size(),
        "failed",
        failed.stream()
            .map(one -> Result.object("photo", one.file().toString(), "reason", one.reason()))
            .toList(),
        "comparisons",
        table.evidence().comparisons(),
        "rows",
        table.rows().stream()
            .map(
                row ->
                    Result.object(
                        "fmr", row.fmr(), "upper95", row.upper95(), "threshold", row.similarity()))
            .toList(),
        "file",
        output.toString());
  }

  private List<String> lines(FmrTable table, int faces, List<Examined> failed) {
    List<String> lines = new ArrayList<>();
    failed.forEach(one -> lines.add("left out %s: %s".formatted(one.file(), one.reason())));
    lines.add(
        "%s, %s, alignment: %s"
            .formatted(common.models.detector, common.models.embedder, alignment));
    lines.add(
        "%d faces of %d people, %s left out, %d comparisons of different people"
            .formatted(
                faces,
                table.evidence().people(),
                Result.count(failed.size(), "picture", "pictures"),
                table.evidence().comparisons()));
    lines.add("FMR       at most   threshold");
    table.rows().forEach(row -> lines.add(line(row)));
    MatchPolicy policy = MatchPolicy.defaults(table);
    lines.add("1:1 at FMR %s: %s".formatted(policy.targetFmr(), words(policy.verification())));
    lines.add(
        "1:N at FPIR %s and %d templates: %s"
            .formatted(policy.targetFpir(), EXAMPLE, words(policy.identification(EXAMPLE))));
    lines.add("written to %s: give it with --fmr-table".formatted(output));
    return lines;
  }

  private static String line(FmrTable.Row row) {
    return "%-8s  %-8s  %9.4f".formatted(row.fmr(), row.upper95(), row.similarity());
  }

  private static String words(Threshold threshold) {
    return threshold.targetSupported()
        ? "%.4f".formatted(threshold.similarity())
        : "%.4f, the strictest measured: more people are needed".formatted(threshold.similarity());
  }
}
