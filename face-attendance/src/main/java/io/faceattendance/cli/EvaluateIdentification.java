package io.faceattendance.cli;

import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.cli.report.EvaluationPage;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.evaluation.IdentificationEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code evaluate identification}: 1:N in an open set, by a protocol that says who is enrolled and
 * who is searched. The models and the gallery alone: no quality gate of enrolment, no check for
 * doubles.
 */
@Command(
    name = "identification",
    description = {
      "1:N accuracy by a protocol that says who is enrolled and who is searched.",
      "Of every picture the face nearest the centre counts. A person is brought whose similarity is"
          + " the greatest and at or above the threshold. A probe_known without a face, or whose"
          + " person has no gallery picture with a face, is a miss; a probe_unknown without a face"
          + " is no search. FPIR and FNIR are measured at the threshold that this gallery and the"
          + " target would have in use, TPIR at the threshold that keeps the rate on these very"
          + " probes."
    })
final class EvaluateIdentification extends FaceCommand {
  @Option(
      names = "--protocol",
      required = true,
      paramLabel = "CSV",
      description =
          "columns role (gallery, probe_known or probe_unknown), identity, path, group (optional)")
  Path protocolFile = Path.of("");

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "the folder that the paths are relative to")
  Path root = Path.of("");

  @Option(
      names = "--target-fpir",
      paramLabel = "RATE",
      converter = Converters.ToRate.class,
      description =
          "how many searches for strangers may bring somebody (default: what the thresholds were"
              + " calibrated for, 0.01 if they were not)")
  @Nullable Double targetFpir;

  @Mixin ReportOption report = new ReportOption();

  private String alignment = "";
  private String space = "";
  private String thresholds = "";

  @Override
  Result run() throws IOException {
    report.requirePlace();
    Protocol protocol = Protocol.read(protocolFile, root);
    FaceModels models = common.models.chosenSideBySide();
    try (FaceDetector detector = models.openDetector();
        FaceEmbedder embedder = models.openEmbedder(detector)) {
      long start = System.nanoTime(); // a download does not count
      alignment = Views.alignment(embedder.aligner().needsLandmarks());
      space = embedder.space().id();
      PolicyInForce inForce = Opened.policy(common, embedder.space());
      thresholds = inForce.words();
      MatchPolicy policy = policy(inForce);
      GalleryIndex gallery = GalleryIndex.exact(embedder.space(), common.models.scoring);
      FaceEngine engine = FaceEngine.of(detector, embedder);
      OpenSetTrial trial = OpenSetTrial.run(protocol, engine, gallery, policy, common.limits);
      return result(protocol, trial, policy, (System.nanoTime() - start) / 1e9);
    }
  }

  /** What a search is judged by. */
  private MatchPolicy policy(PolicyInForce inForce) {
    return targetFpir == null ? inForce.policy() : inForce.policy().withTargetFpir(targetFpir);
  }

  private Result result(Protocol protocol, OpenSetTrial trial, MatchPolicy policy, double seconds)
      throws IOException {
    double threshold = trial.threshold().similarity();
    IdentificationEvaluation all =
        IdentificationEvaluation.of(trial.searches(), threshold, trial.persons());
    Map<String, IdentificationEvaluation> groups =
        IdentificationEvaluation.byGroup(trial.searches(), threshold, trial.persons());
    report.write(
        () ->
            EvaluationPage.identification(
                facts(trial, policy, seconds), all, groups, trial.threshold(), trial.searches()));
    Map<String, @Nullable Object> json = json(trial, policy, all, seconds);
    if (protocol.hasGroups()) {
      Map<String, @Nullable Object> byName = new LinkedHashMap<>();
      groups.forEach((name, figures) -> byName.put(name, figures(figures)));
      json.put("groups", byName);
    }
    return Result.of(true, json, lines(trial, policy, all, groups, seconds));
  }

  private Map<String, String> facts(OpenSetTrial trial, MatchPolicy policy, double seconds) {
    Map<String, String> facts = Facts.models(common.models, alignment, space);
    facts.put("Protocol", Facts.lastName(protocolFile));
    facts.put("Pictures in", Facts.lastName(root));
    facts.put(
        "Gallery",
        "%s of %s, %s without a face"
            .formatted(
                Result.count(trial.templates(), "template", "templates"),
                Result.count(trial.persons(), "person", "persons"),
                Result.count(trial.failuresToEnrol(), "picture", "pictures")));
    facts.put("Thresholds from", thresholds);
    facts.put("Target FPIR", Double.toString(policy.targetFpir()));
    return Facts.run(facts, seconds);
  }

  private Map<String, @Nullable Object> json(
      OpenSetTrial trial, MatchPolicy policy, IdentificationEvaluation all, double seconds) {
    Map<String, @Nullable Object> json =
        Result.object(
            "detector", common.models.detector,
            "embedder", common.models.embedder,
            "alignment", alignment);
    json.putAll(figures(all));
    json.putAll(
        Result.object(
            "threshold", trial.threshold().similarity(),
            "target_fpir", policy.targetFpir(),
            "thresholds", thresholds,
            "target_supported", trial.threshold().targetSupported(),
            "gallery", trial.templates(),
            "persons", trial.persons(),
            "failures_to_enrol", trial.failuresToEnrol(),
            "seconds", Result.rounded(seconds)));
    return json;
  }

  private static Map<String, @Nullable Object> figures(IdentificationEvaluation figures) {
    return Result.object(
        "rank1", Result.orNull(figures.rank1()),
        "tpir_at_fpir_1e-2", Result.orNull(figures.tpirAtFpir1e2()),
        "tpir_at_fpir_1e-1", Result.orNull(figures.tpirAtFpir1e1()),
        "fpir_measured", Result.orNull(figures.fpirMeasured()),
        "fpir_95",
            figures.fpir95().map(range -> List.of(range.lower(), range.upper())).orElse(null),
        "fnir_measured", Result.orNull(figures.fnirMeasured()),
        "probes_known", figures.probesKnown(),
        "probes_unknown", figures.probesUnknown(),
        "failures_to_acquire", figures.failuresToAcquire());
  }

  private List<String> lines(
      OpenSetTrial trial,
      MatchPolicy policy,
      IdentificationEvaluation all,
      Map<String, IdentificationEvaluation> groups,
      double seconds) {
    List<String> lines = new ArrayList<>();
    trial
        .withoutFace()
        .forEach(
            row -> lines.add("no face in %s (%s)".formatted(row.picture(), row.role().word())));
    lines.add(
        "%s, %s, alignment: %s"
            .formatted(common.models.detector, common.models.embedder, alignment));
    lines.add(
        "gallery: %s of %s, %s without a face; probes: %d known, %d unknown, %d without a face;"
                .formatted(
                    Result.count(trial.templates(), "template", "templates"),
                    Result.count(trial.persons(), "person", "persons"),
                    Result.count(trial.failuresToEnrol(), "picture", "pictures"),
                    all.probesKnown(),
                    all.probesUnknown(),
                    all.failuresToAcquire())
            + " %.1f s".formatted(seconds));
    lines.add(
        "rank 1 %s, TPIR %s at FPIR 1e-2, %s at FPIR 1e-1"
            .formatted(
                orNone(all.rank1()), orNone(all.tpirAtFpir1e2()), orNone(all.tpirAtFpir1e1())));
    lines.add(
        "threshold %.4f for a target FPIR of %s%s: %s"
            .formatted(
                trial.threshold().similarity(),
                policy.targetFpir(),
                trial.threshold().targetSupported() ? "" : ", which it is not known to keep",
                errors(all)));
    groups.forEach(
        (name, figures) ->
            lines.add(
                "%s: %d known, %d unknown, rank 1 %s, %s"
                    .formatted(
                        name,
                        figures.probesKnown(),
                        figures.probesUnknown(),
                        orNone(figures.rank1()),
                        errors(figures))));
    return lines;
  }

  private static String errors(IdentificationEvaluation figures) {
    String interval =
        figures
            .fpir95()
            .map(range -> " (95 %%: %.4f to %.4f)".formatted(range.lower(), range.upper()))
            .orElse("");
    return "FPIR %s%s, FNIR %s"
        .formatted(orNone(figures.fpirMeasured()), interval, orNone(figures.fnirMeasured()));
  }

  private static String orNone(OptionalDouble value) {
    return value.isPresent() ? "%.4f".formatted(value.getAsDouble()) : "(too few)";
  }
}
