package io.faceattendance.detect;

import io.faceattendance.FaceDetector;
import io.faceattendance.ModelException;
import io.faceattendance.internal.CardFile;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import io.faceattendance.model.Preprocessing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A detector that is described by a card beside its file, or known by its digest. */
final class CustomDetector {
  private static final int LONGEST_SIDE = 1280;

  private CustomDetector() {}

  static FaceDetector open(Path onnx, ModelStore models, UnaryOperator<DetectionOptions> change) {
    String digest = ModelCatalog.sha256(onnx);
    models.requireAccepted(digest);
    Optional<CardFile> card = CardFile.beside(onnx, digest, ModelCard.Role.DETECTOR);
    if (card.isEmpty()) {
      DetectorSpec known = known(onnx, digest);
      return OnnxDetector.open(onnx, known, change.apply(known.defaults()));
    }
    DetectorSpec spec = spec(card.get());
    DetectionOptions options = change.apply(spec.defaults());
    try {
      return OnnxDetector.open(onnx, spec, options);
    } catch (ModelException e) {
      throw new ModelException(
          "%s does not fit its card %s: %s".formatted(onnx, card.get(), e.getMessage()), e);
    }
  }

  private static DetectorSpec known(Path onnx, String digest) {
    return ModelCatalog.bySha256(digest)
        .flatMap(DetectorSpec::find)
        .orElseThrow(
            () ->
                new ModelException(
                    "expected a detector that is known by its digest, or a card at %s, got sha256 %s"
                        .formatted(CardFile.fileOf(onnx), digest)));
  }

  private static Map<String, DetectorSpec> rows() {
    return DetectorSpec.TABLE.stream()
        .collect(Collectors.toMap(DetectorSpec::id, Function.identity()));
  }

  private static DetectorSpec spec(CardFile card) {
    Set<String> keys = new HashSet<>(CardFile.COMMON);
    keys.remove("weights"); // which nothing of a detector depends on
    keys.addAll(Set.of("score", "overlap"));
    if (card.has("like")) {
      DetectorSpec like = card.choice("like", rows());
      card.requireKeysAmong(keys);
      DetectionOptions options = options(card, like.defaults());
      return new DetectorSpec(card.text("id"), like.family(), like.preprocessing(), options);
    }
    keys.addAll(CardFile.INPUT);
    keys.add("family");
    card.requireKeysAmong(keys);
    DetectorFamily family = card.choice("family", DetectorFamily.values());
    Preprocessing input = card.preprocessing();
    if (!family.takes(input)) {
      throw card.wrong("size", family.sizes());
    }
    DetectionOptions options =
        new DetectionOptions(
            unit(card, "score"), unit(card, "overlap"), longestSide(input), Execution.cpu());
    return new DetectorSpec(card.text("id"), family, input, options);
  }

  private static int longestSide(Preprocessing input) {
    return input.width() == 0 ? LONGEST_SIDE : Math.max(input.width(), input.height());
  }

  private static DetectionOptions options(CardFile card, DetectionOptions defaults) {
    DetectionOptions options = defaults;
    if (card.has("score")) {
      options = options.withScoreThreshold(unit(card, "score"));
    }
    return card.has("overlap") ? options.withOverlapThreshold(unit(card, "overlap")) : options;
  }

  private static double unit(CardFile card, String key) {
    return card.number(key, 0, 1);
  }
}
