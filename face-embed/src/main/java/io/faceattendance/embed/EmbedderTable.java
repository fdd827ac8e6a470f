package io.faceattendance.embed;

import static io.faceattendance.embed.BoxAligner.Shape.BOX;

import io.faceattendance.FaceAligner;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import java.util.List;
import java.util.Optional;

/** The rows of the known embedders: the card of each, and how its faces are cut out. */
final class EmbedderTable {
  private static final FaceAligner ARCFACE = new ArcFaceAligner();

  /** FaceNet's: the box with a tenth of its sides around it. */
  private static final FaceAligner FACENET = new BoxAligner(BOX, 10, 160);

  private static final List<EmbedderSpec> ROWS =
      List.of(
          EmbedderSpec.MOBILEFACENET,
          row("insightface-y1", ARCFACE),
          row("facenet128", FACENET),
          row("sface", ARCFACE),
          row("arcface-r50", ARCFACE),
          row("arcface-mbf", ARCFACE),
          row("auraface", ARCFACE),
          row("adaface", ARCFACE),
          row("facenet512", FACENET),
          row("openface", TemplateAligner.OPENFACE),
          row("edgeface", ARCFACE));

  private EmbedderTable() {}

  static List<EmbedderSpec> rows() {
    return ROWS;
  }

  static List<String> ids() {
    return ROWS.stream().map(EmbedderSpec::id).toList();
  }

  static Optional<EmbedderSpec> find(String id) {
    return ROWS.stream().filter(row -> row.id().equals(id)).findFirst();
  }

  /** The row of a card; of another export of a row's weights, fed alike, that row with its id. */
  static Optional<EmbedderSpec> find(ModelCard card) {
    Optional<EmbedderSpec> own = find(card.id());
    return own.isPresent()
        ? own
        : ROWS.stream()
            .filter(row -> row.space().weights().equals(card.weights()))
            .filter(row -> card.preprocessing().filter(row.preprocessing()::equals).isPresent())
            .findFirst()
            .map(row -> row.named(card.id()));
  }

  static EmbedderSpec get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ModelException(
                    "expected the id of an embedder, one of %s, got '%s'"
                        .formatted(String.join(", ", ids()), id)));
  }

  private static EmbedderSpec row(String id, FaceAligner aligner) {
    return EmbedderSpec.of(ModelCatalog.card(id), aligner);
  }
}
