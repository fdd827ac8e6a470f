package io.faceattendance.cli;

import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code head train|status|off}. */
@Command(
    name = "head",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a head on the people enrolled, which has a say after the threshold.",
      "It is used only if it finds more of the known faces than the raw embedding does, on templates"
          + " that were held back, and only until people change; the removal of a person deletes it."
    },
    subcommands = {HeadCommand.Train.class, HeadCommand.Status.class, HeadCommand.Off.class})
final class HeadCommand {
  private static final int PROGRESS = 1000;

  /** {@code head train}. */
  @Command(
      name = "train",
      description = {
        "Tries a head, trains it on everybody enrolled, and keeps it. Needs several templates of"
            + " several people; softmax and triplet need ND4J.",
        "Exits with 0 if it was trained, whether it is used or not."
      })
  static final class Train extends FaceCommand {
    @Option(
        names = "--kind",
        required = true,
        paramLabel = "svm|softmax|triplet",
        description = "what to train")
    HeadKind kind = HeadKind.SVM;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "the same seed gives the same head (default: ${DEFAULT-VALUE})")
    long seed = Training.defaults().seed();

    @Override
    Result run() {
      long start = System.nanoTime();
      try (FaceAttendance attendance = Opened.withThresholds(common);
          ProgressBar bar = Bars.plain().setTaskName("train").setInitialMax(PROGRESS).build()) {
        Training training =
            Training.defaults()
                .withSeed(seed)
                .withProgress(done -> bar.stepTo(Math.round(done * PROGRESS)));
        TrainedHead head = attendance.heads().train(kind, training);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, @Nullable Object> json = json(head);
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        List<String> lines = new ArrayList<>(lines(head));
        lines.add("%.1f s".formatted(seconds));
        return Result.of(true, json, lines);
      }
    }
  }

  /** {@code head status}. */
  @Command(name = "status", description = "The head that is kept. Exits with 1 if there is none.")
  static final class Status extends FaceCommand {
    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withThresholds(common)) {
        Optional<TrainedHead> head = attendance.heads().status();
        return head.map(found -> Result.of(true, json(found), lines(found)))
            .orElseGet(() -> none(attendance.heads().wanted()));
      }
    }

    private static Result none(Optional<HeadKind> wanted) {
      String reason =
          "there is no head: the raw embedding decides"
              + wanted
                  .map(kind -> "; one of kind %s is to be trained again".formatted(kind(kind)))
                  .orElse("");
      Map<String, @Nullable Object> json =
          Result.object("kind", null, "in_use", false, "reason", reason);
      return Result.of(false, json, List.of(reason));
    }
  }

  /** {@code head off}. */
  @Command(
      name = "off",
      description =
          "Deletes the head, and none is trained again: the raw embedding decides. Exits with 0 if"
              + " there is none.")
  static final class Off extends FaceCommand {
    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        boolean deleted = attendance.heads().off();
        return Result.of(
            true,
            Result.object("deleted", deleted),
            List.of(
                (deleted ? "the head is deleted" : "there was no head")
                    + ": the raw embedding decides"));
      }
    }
  }

  static String state(TrainedHead head) {
    if (!head.inUse()) {
      return "not in use";
    }
    if (!head.upToDate()) {
      return "out of date";
    }
    return head.fitsScoring() ? "in use" : "not in use under this template scoring";
  }

  private static Map<String, @Nullable Object> json(TrainedHead head) {
    return Result.object(
        "kind", kind(head.kind()),
        "persons", head.persons(),
        "templates", head.templates(),
        "seed", head.seed(),
        "scoring", head.scoring().name().toLowerCase(Locale.ROOT),
        "in_use", head.inUse(),
        "up_to_date", head.upToDate(),
        "reason", head.reason(),
        "raw_tpir", Result.rounded(head.trial().rawTpir()),
        "head_tpir", Result.rounded(head.trial().headTpir()),
        "difference_lower_95", Result.rounded(head.trial().differenceLower95()),
        "known_probes", head.trial().knownProbes(),
        "stranger_probes", head.trial().strangerProbes(),
        "trained_at", head.at().toString());
  }

  private static List<String> lines(TrainedHead head) {
    return List.of(
        "%s, trained on %s of %s at %s: %s"
            .formatted(
                kind(head.kind()),
                Result.count(head.templates(), "template", "templates"),
                Result.count(head.persons(), "person", "people"),
                head.at(),
                state(head)),
        head.reason());
  }

  private static String kind(HeadKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
