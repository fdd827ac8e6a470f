package io.faceattendance.benchmarks.speed;

import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.OpenCvNet;
import io.faceattendance.benchmarks.speed.internal.OpenCvPicture;
import io.faceattendance.benchmarks.speed.internal.Planes;
import io.faceattendance.benchmarks.speed.internal.RawNet;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does an aligned face take to become an embedding, beside the bare network and beside
 * OpenCV's dnn module? One thread each.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EmbedBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EmbedBenchmark {
  private Image aligned;
  private OnnxEmbedder embedder;
  private RawNet net;
  private OpenCvNet openCv;

  /** A benchmark; JMH makes it. */
  public EmbedBenchmark() {}

  /**
   * Aligns one face, opens all three and checks that they make the same embedding.
   *
   * @throws IOException if the picture cannot be read
   */
  @Setup
  public void open() throws IOException {
    Path file = RealFiles.model(ModelCatalog.MOBILEFACENET);
    embedder = OnnxEmbedder.open(file, EmbedderSpec.MOBILEFACENET);
    aligned = aligned(RealFiles.picture("face_recognition/obama_small.jpg"));
    Planes input = Planes.of(aligned, EmbedderSpec.MOBILEFACENET.preprocessing(), 1);
    net = RawNet.open(file, 1, List.of(input));
    OpenCvPicture.useThreads(1);
    openCv = OpenCvNet.open(file, input);
    SameWork.requireEmbedding(library(), net.firstOutput(0));
    SameWork.requireEmbedding(library(), openCv());
  }

  private Image aligned(Image picture) {
    try (OnnxDetector detector =
        OnnxDetector.open(RealFiles.model(ModelCatalog.YUNET), DetectorSpec.YUNET)) {
      Face face = detector.detect(picture).get(0);
      return embedder.aligner().align(picture, face);
    }
  }

  /** Frees all three. */
  @TearDown
  public void close() {
    embedder.close();
    net.close();
    openCv.close();
  }

  /**
   * The library.
   *
   * @return the embedding
   */
  @Benchmark
  public Embedding library() {
    return embedder.embed(aligned);
  }

  /**
   * ONNX Runtime alone.
   *
   * @return the number of outputs
   */
  @Benchmark
  public int rawOnnxRuntime() {
    return net.run(0);
  }

  /**
   * OpenCV's dnn module.
   *
   * @return the output, not normalised
   */
  @Benchmark
  public float[] openCv() {
    return openCv.run();
  }
}
