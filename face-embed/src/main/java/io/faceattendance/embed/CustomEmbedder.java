package io.faceattendance.embed;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.ModelException;
import io.faceattendance.embed.BoxAligner.Shape;
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

/** An embedder that is described by a card beside its file, or known by its digest. */
final class CustomEmbedder {
  private static final int LARGEST_MARGIN = 200;
  private static final int SMALLEST_MARGIN = -40;

  private CustomEmbedder() {}

  static FaceEmbedder open(Path onnx, ModelStore models, UnaryOperator<EmbedderSpec> change) {
    String digest = ModelCatalog.sha256(onnx);
    models.requireAccepted(digest);
    Optional<CardFile> card = CardFile.beside(onnx, digest, ModelCard.Role.EMBEDDER);
    if (card.isEmpty()) {
      return OnnxEmbedder.open(onnx, change.apply(known(onnx, digest)));
    }
    EmbedderSpec spec = change.apply(spec(card.get()));
    try {
      return OnnxEmbedder.open(onnx, spec);
    } catch (ModelException e) {
      throw new ModelException(
          "%s does not fit its card %s: %s".formatted(onnx, card.get(), e.getMessage()), e);
    }
  }

  private static EmbedderSpec known(Path onnx, String digest) {
    return ModelCatalog.bySha256(digest)
        .flatMap(EmbedderTable::find)
        .orElseThrow(
            () ->
                new ModelException(
                    "expected an embedder that is known by its digest, or a card at %s, got sha256 %s"
                        .formatted(CardFile.fileOf(onnx), digest)));
  }

  private static EmbedderSpec spec(CardFile card) {
    Set<String> keys = new HashSet<>(CardFile.COMMON);
    if (card.has("like")) {
      EmbedderSpec like = card.choice("like", rows());
      card.requireKeysAmong(keys);
      return named(card, like);
    }
    keys.addAll(CardFile.INPUT);
    keys.addAll(Set.of("dimension", "alignment", "margin"));
    card.requireKeysAmong(keys);
    Preprocessing input = card.preprocessing();
    FaceAligner aligner = aligner(card, input);
    int dimension = card.whole("dimension", 1, 1 << 16);
    EmbeddingSpace space =
        new EmbeddingSpace(card.weights(), input.id(), aligner.id(), "none", dimension);
    return new EmbedderSpec(card.text("id"), space, input, aligner, Execution.cpu(1));
  }

  private static Map<String, EmbedderSpec> rows() {
    return EmbedderTable.rows().stream()
        .collect(Collectors.toMap(EmbedderSpec::id, Function.identity()));
  }

  private static EmbedderSpec named(CardFile card, EmbedderSpec like) {
    EmbeddingSpace space =
        new EmbeddingSpace(
            card.weights(),
            like.space().preprocessing(),
            like.space().alignment(),
            like.space().augmentation(),
            like.space().dimension());
    return new EmbedderSpec(
        card.text("id"), space, like.preprocessing(), like.aligner(), like.execution());
  }

  private static FaceAligner aligner(CardFile card, Preprocessing input) {
    int size = input.width();
    if (size == 0 || input.height() != size) {
      throw card.wrong("size", "the side of a square");
    }
    FaceAligner arcFace = new ArcFaceAligner();
    if (card.text("alignment").equals(arcFace.id())) {
      if (size != 112) {
        throw card.wrong("size", "112, the size of the alignment arcface-112,");
      }
      card.refuse("margin", "the alignment arcface-112");
      return arcFace;
    }
    if (!Set.of("box", "square").contains(card.text("alignment"))) {
      throw card.wrong("alignment", "one of [arcface-112, box, square]");
    }
    Shape shape = card.choice("alignment", Shape.values());
    return new BoxAligner(shape, card.whole("margin", SMALLEST_MARGIN, LARGEST_MARGIN), size);
  }
}
