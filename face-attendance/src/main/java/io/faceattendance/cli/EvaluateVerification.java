package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceEngine;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.image.Images;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
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

  @Override
  Result run() throws IOException {
    List<LabelledPair> labelled = LabelledPair.read(pairs);
    long start = System.nanoTime();
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
    return Result.of(true, json(evaluation, seconds), lines(evaluation, seconds));
  }

  private Map<String, Optional<Embedding>> embed(List<LabelledPair> labelled) {
    ModelStore store = ModelFiles.store(common);
    // Pictures side by side: one thread inside each.
    try (OnnxDetector detector =
            OnnxDetector.open(
                store.path(ModelCatalog.YUNET),
                DetectorSpec.YUNET,
                DetectorSpec.YUNET.defaults().withThreads(1));
        OnnxEmbedder embedder =
            OnnxEmbedder.open(store.path(ModelCatalog.MOBILEFACENET), EmbedderSpec.MOBILEFACENET)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
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
          .analyzeCentral(Images.read(root.resolve(path)))
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

  private static Map<String, @Nullable Object> json(
      VerificationEvaluation evaluation, double seconds) {
    return Result.object(
        "pairs", evaluation.pairs(),
        "failures_to_acquire", evaluation.failuresToAcquire(),
        "accuracy", evaluation.accuracy(),
        "accuracy_sd", evaluation.accuracySd(),
        "threshold", evaluation.threshold(),
        "eer", evaluation.eer(),
        "tar_at_fmr_1e-2", orNull(evaluation.tarAtFmr1e2()),
        "tar_at_fmr_1e-3", orNull(evaluation.tarAtFmr1e3()),
        "seconds", Result.rounded(seconds));
  }

  private static List<String> lines(VerificationEvaluation evaluation, double seconds) {
    return List.of(
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

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static String orUnsupported(OptionalDouble value) {
    return value.isPresent() ? "%.4f".formatted(value.getAsDouble()) : "(too few pairs)";
  }
}
