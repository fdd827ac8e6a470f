package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.cli.PeopleFolder.Examined;
import io.faceattendance.match.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code calibrate} answers.
 *
 * @param answer the figures at the threshold in force, or at the strictest one that is supported
 * @param supported whether the target is; it is stored then
 * @param targetFpir what was asked for
 * @param targetFmr what it leaves to one comparison
 * @param comparisons how many comparisons a search makes: among those enrolled or, if nobody is,
 *     among the people of the pictures with one template each
 * @param supportedComparisons for how many at most the table supports the target, 0 for none
 * @param ofAllPictures how many a search makes once all the pictures are enrolled
 * @param examined what became of each picture
 */
record CalibrationReport(
    Calibration.Answer answer,
    boolean supported,
    double targetFpir,
    double targetFmr,
    int comparisons,
    int supportedComparisons,
    int ofAllPictures,
    List<Examined> examined) {
  private static final double MANY_REFUSED = 0.1;

  Map<String, @Nullable Object> json(CommonOptions common, EmbeddingSpace space, String alignment) {
    return Result.object(
        "threshold",
        answer.threshold().similarity(),
        "fmr",
        answer.fmr(),
        "fmr_upper_95",
        answer.fmrUpper95(),
        "fnmr",
        Result.orNull(answer.fnmr()),
        "genuine",
        answer.genuine(),
        "impostor",
        answer.impostor(),
        "subjects",
        answer.subjects(),
        "target_supported",
        supported,
        "missing_subjects",
        missing(),
        "target_fpir",
        targetFpir,
        "target_fmr",
        targetFmr,
        "comparisons",
        comparisons,
        "supported_comparisons",
        supportedComparisons,
        "space",
        space.id(),
        "detector",
        common.models.detector,
        "embedder",
        common.models.embedder,
        "alignment",
        alignment,
        "failures",
        failed().size(),
        "failed",
        failed().stream()
            .map(one -> Result.object("photo", one.file().toString(), "reason", one.reason()))
            .toList(),
        "stored",
        supported);
  }

  private String limit() {
    String limit =
        "supported up to %s, which is one for each template enrolled (with mean scoring at most two"
                .formatted(Result.count(supportedComparisons, "comparison", "comparisons"))
            + " for each person)";
    return ofAllPictures <= supportedComparisons
        ? limit
        : "warning: %s; all these pictures enrolled make %d: the target is not supported then"
            .formatted(limit, ofAllPictures);
  }

  // A rate between the last row of the table and the strictest one is nearly supported.
  private int missing() {
    return supported ? 0 : Math.max(1, answer.missingSubjects());
  }

  private List<Examined> failed() {
    return examined.stream().filter(one -> one.face().isEmpty()).toList();
  }

  List<String> lines(CommonOptions common, String alignment) {
    List<String> lines = new ArrayList<>();
    failed().forEach(one -> lines.add("left out %s: %s".formatted(one.file(), one.reason())));
    lines.add(
        "%s, %s, alignment: %s"
            .formatted(common.models.detector, common.models.embedder, alignment));
    lines.add(
        "%d people, %d comparisons of one person, %d of two people"
            .formatted(answer.subjects(), answer.genuine(), answer.impostor()));
    lines.add(
        "threshold %.4f: false match rate %.3g (at most %.3g with 95 %% confidence), false"
                .formatted(answer.threshold().similarity(), answer.fmr(), answer.fmrUpper95())
            + " non-match rate %.4f".formatted(answer.fnmr().orElseThrow()));
    if (answer.fnmr().orElseThrow() > MANY_REFUSED) {
      lines.add(
          "warning: more than one in ten comparisons of one person is refused there: look for"
              + " pictures in a wrong folder, and for one person in two folders");
    }
    String target =
        "an FPIR of %s in a search of %s needs a false match rate of %.3g or less"
            .formatted(
                targetFpir, Result.count(comparisons, "comparison", "comparisons"), targetFmr);
    if (supported) {
      lines.add(target + ": supported");
      lines.add(limit());
      lines.add("stored in %s: in force from now on (calibrate --off)".formatted(common.place()));
    } else {
      lines.add(
          "%s: NOT supported by these pictures; add %s or more, with as many pictures each"
              .formatted(target, Result.count(missing(), "person", "people")));
      lines.add("nothing was stored");
    }
    return lines;
  }
}
