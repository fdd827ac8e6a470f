package io.faceattendance.embed;

import io.faceattendance.FaceEmbedder;
import io.faceattendance.ModelException;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.nio.file.Path;
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
    return EmbedderTable.ids();
  }

  /**
   * Opens an embedder.
   *
   * @param id one of {@link #ids()}
   * @param models where its file is
   * @return the embedder; the caller closes it
   * @throws ModelException if there is no such embedder, or its file cannot be had or used, or if
   *     it cannot run there
   */
  public static FaceEmbedder open(String id, ModelStore models) {
    return open(id, models, UnaryOperator.identity());
  }

  /**
   * Opens an embedder.
   *
   * @param id one of {@link #ids()}
   * @param models where its file is
   * @param change changes the row of the table: where it runs, cut out by box, with mirror images
   * @return the embedder; the caller closes it
   * @throws ModelException if there is no such embedder, or its file cannot be had or used, or if
   *     it cannot run there
   */
  public static FaceEmbedder open(
      String id, ModelStore models, UnaryOperator<EmbedderSpec> change) {
    EmbedderSpec spec = change.apply(EmbedderTable.get(id));
    return OnnxEmbedder.open(models.path(ModelCatalog.card(id)), spec);
  }

  /**
   * Opens an embedder of one's own: an ONNX file that is known by its digest, or that has a card
   * beside it, the file of the same name with {@code .properties} behind it (see
   * docs/MODEL-CARDS.md).
   *
   * @param onnx the ONNX file: input [N, 3, height, width], output [N, dimension]
   * @param models is asked whether the licence of a known model has been accepted, as for its id
   * @param change changes the row that the card describes: where it runs, cut out by box, with
   *     mirror images
   * @return the embedder; the caller closes it
   * @throws ModelException if there is no card, if something in it is wrong, if the file does not
   *     fit it, or if it is a known model's whose licence has not been accepted
   */
  public static FaceEmbedder open(
      Path onnx, ModelStore models, UnaryOperator<EmbedderSpec> change) {
    return CustomEmbedder.open(onnx, models, change);
  }
}
