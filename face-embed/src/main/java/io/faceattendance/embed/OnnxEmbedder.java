package io.faceattendance.embed;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.InferenceException;
import io.faceattendance.internal.Blob;
import io.faceattendance.internal.Letterbox;
import io.faceattendance.internal.OnnxModel;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.Execution;
import io.faceattendance.model.Preprocessing;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedder whose network is an ONNX file: input [N, 3, height, width], output [N, dimension].
 * Thread-safe. One call uses one thread: on a processor, faces side by side are faster than threads
 * inside a face.
 */
public final class OnnxEmbedder implements FaceEmbedder {
  private final OnnxModel model;
  private final EmbedderSpec spec;
  private final Letterbox letterbox;

  private OnnxEmbedder(OnnxModel model, EmbedderSpec spec) {
    this.model = model;
    this.spec = spec;
    this.letterbox = Letterbox.none(spec.preprocessing().width(), spec.preprocessing().height());
  }

  /**
   * Opens an embedder.
   *
   * @param file the ONNX file
   * @param spec what the file holds
   * @return the embedder; the caller closes it
   * @throws io.faceattendance.ModelException if the file has other inputs or outputs
   */
  public static OnnxEmbedder open(Path file, EmbedderSpec spec) {
    Preprocessing preprocessing = spec.preprocessing();
    TensorSpec input =
        TensorSpec.of(
            TensorSpec.ANY, 3L, (long) preprocessing.height(), (long) preprocessing.width());
    TensorSpec output = TensorSpec.of(TensorSpec.ANY, (long) spec.space().dimension());
    return new OnnxEmbedder(OnnxModel.open(file, input, List.of(output), Execution.cpu(1)), spec);
  }

  @Override
  public EmbeddingSpace space() {
    return spec.space();
  }

  @Override
  public FaceAligner aligner() {
    return spec.aligner();
  }

  @Override
  public Embedding embed(Image aligned) {
    if (aligned.width() != letterbox.width() || aligned.height() != letterbox.height()) {
      throw new IllegalArgumentException(
          "expected an aligned face of %d x %d, got %s"
              .formatted(letterbox.width(), letterbox.height(), aligned));
    }
    List<Tensor> outputs =
        model.run(
            Blob.shape(letterbox),
            workspace -> Blob.fill(aligned, letterbox, spec.preprocessing(), workspace));
    return embedding(outputs.get(0).values());
  }

  private Embedding embedding(float[] output) {
    try {
      return Embedding.of(spec.space(), output);
    } catch (IllegalArgumentException e) {
      throw new InferenceException("the network gave no embedding: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
