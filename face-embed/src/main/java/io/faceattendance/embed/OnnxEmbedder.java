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
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.Execution;
import io.faceattendance.model.Preprocessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An embedder whose network is an ONNX file: input [N, 3, height, width], output [N, dimension].
 * Thread-safe. The faces of a picture go through the network side by side on the common pool; where
 * the file takes several at once, in batches.
 */
public final class OnnxEmbedder implements FaceEmbedder {
  // More gain nothing on a processor and only wait for each other.
  private static final int LARGEST_BATCH_ON_CPU = 8;

  // Bounds the memory that a crowd asks for at once.
  private static final int LARGEST_BATCH_ON_CUDA = 64;

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
   * @throws io.faceattendance.ModelException if the file has other inputs or outputs, or cannot run
   *     there
   */
  public static OnnxEmbedder open(Path file, EmbedderSpec spec) {
    Preprocessing preprocessing = spec.preprocessing();
    TensorSpec input =
        TensorSpec.of(
            TensorSpec.ANY, 3L, (long) preprocessing.height(), (long) preprocessing.width());
    TensorSpec output = TensorSpec.of(TensorSpec.ANY, (long) spec.space().dimension());
    return new OnnxEmbedder(OnnxModel.open(file, input, List.of(output), spec.execution()), spec);
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
    requireSize(aligned);
    return embedTogether(List.of(aligned)).get(0);
  }

  @Override
  public List<Embedding> embedAll(List<Image> aligned) {
    aligned.forEach(this::requireSize);
    int batch = model.takesAnyBatch() ? batch(spec.execution(), aligned.size()) : 1;
    return IntStream.range(0, (aligned.size() + batch - 1) / batch)
        .parallel()
        .mapToObj(i -> aligned.subList(i * batch, Math.min(aligned.size(), (i + 1) * batch)))
        .map(this::embedTogether)
        .flatMap(List::stream)
        .toList();
  }

  /** How many faces go through the network at once. */
  static int batch(Execution where, int faces) {
    if (where instanceof Execution.Cuda) {
      return Math.max(1, Math.min(LARGEST_BATCH_ON_CUDA, faces));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int share = (faces + processors - 1) / processors;
    return Math.max(1, Math.min(LARGEST_BATCH_ON_CPU, share));
  }

  private List<Embedding> embedTogether(List<Image> faces) {
    List<Embedding> plain = run(faces);
    if (!spec.flips()) {
      return plain;
    }
    List<Embedding> flipped = run(faces.stream().map(Mirror::of).toList());
    return IntStream.range(0, faces.size())
        .mapToObj(i -> middle(plain.get(i), flipped.get(i)))
        .toList();
  }

  private List<Embedding> run(List<Image> faces) {
    float[] output =
        model
            .run(
                Blob.shape(faces.size(), letterbox),
                workspace -> Blob.fill(faces, letterbox, spec.preprocessing(), workspace))
            .get(0)
            .values();
    int dimension = spec.space().dimension();
    if (output.length != faces.size() * dimension) {
      throw new InferenceException(
          "expected %d values from the network for %d faces, got %d"
              .formatted(faces.size() * dimension, faces.size(), output.length));
    }
    List<Embedding> embeddings = new ArrayList<>(faces.size());
    for (int start = 0; start < output.length; start += dimension) {
      embeddings.add(embedding(Arrays.copyOfRange(output, start, start + dimension)));
    }
    return embeddings;
  }

  /** The direction between two, of the same length each. */
  private Embedding middle(Embedding first, Embedding second) {
    float[] sum = first.vector();
    float[] other = second.vector();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return embedding(sum);
  }

  private Embedding embedding(float[] output) {
    try {
      return Embedding.of(spec.space(), output);
    } catch (IllegalArgumentException e) {
      throw new InferenceException("the network gave no embedding: " + e.getMessage(), e);
    }
  }

  private void requireSize(Image aligned) {
    if (aligned.width() != letterbox.width() || aligned.height() != letterbox.height()) {
      throw new IllegalArgumentException(
          "expected an aligned face of %d x %d, got %s"
              .formatted(letterbox.width(), letterbox.height(), aligned));
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
