package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.attendance.FaceModels;
import io.faceattendance.cli.report.EvaluationPage;
import io.faceattendance.image.Images;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate verification}: 1:1 on labelled pairs; the face nearest the centre counts. */
@Command(name = "verification", description = "1:1 accuracy on labelled pairs of pictures.")
final class EvaluateVerification extends FaceCommand {
  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "CSV",
      description = "columns fold (optional), same, path1, path2")
  Path pairs = Path.of("");

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "the folder that the paths are relative to")
  Path root = Path.of("");

  @Mixin ReportOption report = new ReportOption();

  private String alignment = "";
  private String space = "";
  private long start; // nanoseconds

  @Override
  Result run() throws IOException {
    report.requirePlace();
    List<LabelledPair> labelled = LabelledPair.read(pairs);
    Map<String, Optional<Embedding>> faces = embed(labelled);
    List<ScoredPair> scored =
        labelled.stream()
            .map(
                pair ->
                    new ScoredPair(
                        pair.fold(),
                        pair.same(),
                        score(faces.get(pair.path1()), faces.get(pair.path2()))))
            .toList();
    VerificationEvaluation evaluation = VerificationEvaluation.of(scored);
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(() -> EvaluationPage.verification(facts(seconds), evaluation, scored));
    return Result.of(true, json(evaluation, seconds), lines(evaluation, seconds));
  }

  private Map<String, String> facts(double seconds) {
    Map<String, String> facts = Facts.models(common.models, alignment, space);
    facts.put("Pairs", Facts.lastName(pairs));
    facts.put("Pictures in", Facts.lastName(root));
    return Facts.run(facts, seconds);
  }

  private Map<String, Optional<Embedding>> embed(List<LabelledPair> labelled) {
    FaceModels models = common.models.chosenSideBySide();
    try (FaceDetector detector = models.openDetector();
        FaceEmbedder embedder = models.openEmbedder(detector)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
      start = System.nanoTime(); // a download does not count
      alignment = Views.alignment(embedder.aligner().needsLandmarks());
      space = embedder.space().id();
      return labelled.stream()
          .flatMap(pair -> Stream.of(pair.path1(), pair.path2()))
          .distinct()
          .toList()
          .parallelStream()
          .collect(Collectors.toConcurrentMap(path -> path, path -> embed(engine, path)));
    }
  }

  private Optional<Embedding> embed(FaceEngine engine, String path) {
    try {
      return engine
          .analyzeCentral(Images.read(root.resolve(path), common.limits))
          .flatMap(AnalyzedFace::embedding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OptionalDouble score(
      @Nullable Optional<Embedding> first, @Nullable Optional<Embedding> second) {
    if (first == null || second == null || first.isEmpty() || second.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(first.get().cosine(second.get()));
  }

  private Map<String, @Nullable Object> json(VerificationEvaluation evaluation, double seconds) {
    return Result.object(
        "detector", common.models.detector,
        "embedder", common.models.embedder,
        "alignment", alignment,
        "pairs", evaluation.pairs(),
        "failures_to_acquire", evaluation.failuresToAcquire(),
        "accuracy", evaluation.accuracy(),
        "accuracy_sd", evaluation.accuracySd(),
        "threshold", evaluation.threshold(),
        "eer", evaluation.eer(),
        "tar_at_fmr_1e-2", Result.orNull(evaluation.tarAtFmr1e2()),
        "tar_at_fmr_1e-3", Result.orNull(evaluation.tarAtFmr1e3()),
        "seconds", Result.rounded(seconds));
  }

  private List<String> lines(VerificationEvaluation evaluation, double seconds) {
    return List.of(
        "%s, %s, alignment: %s"
            .formatted(common.models.detector, common.models.embedder, alignment),
        "%d pairs, %d with a face that was not found, %.1f s"
            .formatted(evaluation.pairs(), evaluation.failuresToAcquire(), seconds),
        "accuracy %.4f +- %.4f (over the folds), best threshold %.4f"
            .formatted(evaluation.accuracy(), evaluation.accuracySd(), evaluation.threshold()),
        "EER %.4f, TAR %s at FMR 1e-2, %s at FMR 1e-3"
            .formatted(
                evaluation.eer(),
                orUnsupported(evaluation.tarAtFmr1e2()),
                orUnsupported(evaluation.tarAtFmr1e3())));
  }

  private static String orUnsupported(OptionalDouble value) {
    return value.isPresent() ? "%.4f".formatted(value.getAsDouble()) : "(too few pairs)";
  }
}
