package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.cli.PeopleFolder.Examined;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code calibrate}: thresholds of the user's own pictures, for the data directory. */
@Command(
    name = "calibrate",
    description = {
      "Measures the threshold on pictures of one's own, and keeps it in the data directory: identify,"
          + " mark, verify and all others use it from then on, unless --fmr-table names another.",
      "Of every picture the face nearest the centre counts. If the pictures do not support the"
          + " target, nothing is kept, and it says how many more people are needed (exit code 1)."
    })
final class CalibrateCommand extends FaceCommand {
  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "a folder for each person, with two pictures or more")
  @Nullable Path root;

  @Option(
      names = "--target-fpir",
      paramLabel = "RATE",
      converter = Converters.ToRate.class,
      description = {
        "how many searches for strangers may bring a false identity",
        "(default: ${DEFAULT-VALUE})"
      })
  double targetFpir = 0.01;

  @Option(names = "--off", description = "forget the calibration of the data directory")
  boolean off;

  private record Measured(
      EmbeddingSpace space, String alignment, List<Examined> examined, int comparisons) {}

  @Override
  Result run() throws IOException {
    if (off == (root != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected either --root DIR or --off, got " + (off ? "both" : "none"));
    }
    return root == null ? forget() : calibrate(root);
  }

  private Result forget() {
    boolean forgotten;
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      forgotten = attendance.thresholds().forgetCalibration();
    }
    String line = forgotten ? "the calibration is forgotten" : "there was no calibration";
    return Result.of(true, Result.object("forgotten", forgotten), List.of(line));
  }

  private Result calibrate(Path folder) throws IOException {
    Measured measured = measure(folder);
    List<LabelledEmbedding> faces =
        measured.examined().stream().flatMap(one -> one.face().stream()).toList();
    requireEnough(folder, faces);
    Calibration calibration =
        Calibration.of(faces, MeasuredSource.of(this, measured.space(), folder, faces));
    int comparisons = measured.comparisons();
    Calibration.Answer answer =
        comparisons > 0
            ? calibration.at(targetFpir, comparisons)
            : calibration.forOwnPeople(targetFpir, 1);
    Optional<Calibration.Answer> inForce = inForce(calibration, answer);
    if (inForce.isPresent()) {
      try (FaceAttendance attendance = Opened.toKeepThresholds(common)) {
        attendance.thresholds().calibrate(calibration.table(), targetFpir);
      }
    }
    CalibrationReport report =
        new CalibrationReport(
            inForce.orElse(answer),
            inForce.isPresent(),
            targetFpir,
            answer.targetFmr(),
            comparisons > 0 ? comparisons : answer.subjects(),
            supportedComparisons(calibration),
            comparisonsOf(faces),
            measured.examined());
    return Result.of(
        inForce.isPresent(),
        report.json(common, measured.space(), measured.alignment()),
        report.lines(common, measured.alignment()));
  }

  /** The figures of the row of the table that a search will go by; empty if it has none. */
  private static Optional<Calibration.Answer> inForce(
      Calibration calibration, Calibration.Answer answer) {
    if (!answer.threshold().targetSupported()) {
      return Optional.empty();
    }
    FmrTable table = calibration.table();
    Threshold threshold = table.threshold(answer.targetFmr());
    return threshold.targetSupported()
        ? Optional.of(calibration.at(threshold.fmr(), 1))
        : Optional.empty();
  }

  /** The greatest number of comparisons for which the table supports the target. */
  private int supportedComparisons(Calibration calibration) {
    MatchPolicy policy;
    try {
      policy = MatchPolicy.defaults(calibration.table()).withTargetFpir(targetFpir);
    } catch (FaceException noRow) { // no table, no support
      return 0;
    }
    int supported = 0;
    for (int step = 1 << 30; step > 0; step >>= 1) {
      if (policy.identification(supported + step).targetSupported()) {
        supported += step;
      }
    }
    return supported;
  }

  /** What a search is worth once every picture is a template, as far as a person may have them. */
  private int comparisonsOf(List<LabelledEmbedding> faces) {
    int most = AttendanceOptions.defaults().templates().perPerson();
    Map<PersonId, Long> each =
        faces.stream()
            .collect(Collectors.groupingBy(LabelledEmbedding::person, Collectors.counting()));
    long templates = each.values().stream().mapToLong(own -> Math.min(own, most)).sum();
    return common.models.scoring.comparisons(Math.toIntExact(templates), each.size());
  }

  private Measured measure(Path folder) throws IOException {
    PeopleFolder people = PeopleFolder.read(folder);
    if (people.pictures().isEmpty()) {
      throw new FaceException(
          "expected pictures in the folders of %s, found none".formatted(folder));
    }
    FaceModels models = common.models.chosenSideBySide();
    try (FaceDetector detector = models.openDetector();
        FaceEmbedder embedder = models.openEmbedder(detector)) {
      int comparisons = enrolled(embedder.space()); // refuses another space before the long work
      return new Measured(
          embedder.space(),
          Views.alignment(embedder.aligner().needsLandmarks()),
          people.examine(FaceEngine.of(detector, embedder), common.limits),
          comparisons);
    }
  }

  private int enrolled(EmbeddingSpace space) {
    try (FaceAttendance attendance = Opened.withThresholds(common)) {
      return attendance.thresholds().comparisons(space);
    } catch (NoStoreException e) {
      return 0;
    }
  }

  private static void requireEnough(Path folder, List<LabelledEmbedding> faces) {
    long people = faces.stream().map(LabelledEmbedding::person).distinct().count();
    if (people < 2) {
      throw new FaceException(
          "expected faces of at least 2 people in %s, found %s of %s: add more people"
              .formatted(
                  folder,
                  Result.count(faces.size(), "face", "faces"),
                  Result.count((int) people, "person", "people")));
    }
    if (faces.size() == people) {
      throw new FaceException(
          ("expected at least two pictures with a face of somebody in %s, found one of each: add"
                  + " pictures, to know how alike two of one person are")
              .formatted(folder));
    }
  }
}
