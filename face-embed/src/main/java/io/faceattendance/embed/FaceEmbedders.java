package io.faceattendance.embed;

import io.faceattendance.FaceEmbedder;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every embedder that the library knows, opened by its id. */
public final class FaceEmbedders {
  private FaceEmbedders() {}

  /**
   * The ids that {@link #open} takes.
   *
   * @return the ids, the default embedder first
   */
  public static List<String> ids() {
    return EmbedderSpec.TABLE.stream().map(EmbedderSpec::id).toList();
  }

  /**
   * Opens an embedder.
   *
   * @param id one of {@link #ids()}
   * @param models where its file is
   * @return the embedder; the caller closes it
   * @throws ModelException if there is no such embedder, or its file cannot be had or used
   */
  public static FaceEmbedder open(String id, ModelStore models) {
    return open(id, models, UnaryOperator.identity());
  }

  /**
   * Opens an embedder.
   *
   * @param id one of {@link #ids()}
   * @param models where its file is
   * @param change changes the row of the table
   * @return the embedder; the caller closes it
   * @throws ModelException if there is no such embedder, or its file cannot be had or used
   */
  public static FaceEmbedder open(
      String id, ModelStore models, UnaryOperator<EmbedderSpec> change) {
    EmbedderSpec spec = change.apply(spec(id));
    return OnnxEmbedder.open(models.path(ModelCatalog.card(id)), spec);
  }

  private static EmbedderSpec spec(String id) {
    return EmbedderSpec.TABLE.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "expected the id of an embedder, one of %s, got '%s'"
                        .formatted(String.join(", ", ids()), id)));
  }
}
