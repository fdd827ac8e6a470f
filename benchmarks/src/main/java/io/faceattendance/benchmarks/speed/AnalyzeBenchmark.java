package io.faceattendance.benchmarks.speed;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.Planes;
import io.faceattendance.benchmarks.speed.internal.RawNet;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a decoded picture take to become embeddings, beside the time that the two networks
 * need at least?
 *
 * <p>One face: a real picture of 745 x 465. Ten faces: two real group pictures of five people each,
 * one above the other, 940 x 847. ONNX Runtime alone runs the detector once and the embedder once a
 * face on finished inputs of the same shapes, with the same threads: the detector's default, then
 * one thread a face on the common pool.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar AnalyzeBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AnalyzeBenchmark {
  private static final int MULTIPLE = 32;

  /** Faces in the picture: 1 or 10. */
  @Param({"1", "10"})
  public int faces;

  private Image picture;
  private OnnxDetector detector;
  private OnnxEmbedder embedder;
  private FaceEngine engine;
  private RawNet detectorNet;
  private RawNet embedderNet;

  /** A benchmark; JMH makes it. */
  public AnalyzeBenchmark() {}

  /**
   * Opens the engine and the bare networks, and checks the embeddings of all faces.
   *
   * @throws IOException if a picture cannot be read
   */
  @Setup
  public void open() throws IOException {
    picture =
        faces == 1
            ? RealFiles.picture("deepface/img28.jpg")
            : Pictures.stacked(
                RealFiles.picture("bbt/bbt3.jpg"), RealFiles.picture("bbt/bbt5.jpg"));
    detector = OnnxDetector.open(RealFiles.model(ModelCatalog.YUNET), DetectorSpec.YUNET);
    embedder =
        OnnxEmbedder.open(RealFiles.model(ModelCatalog.MOBILEFACENET), EmbedderSpec.MOBILEFACENET);
    engine = FaceEngine.of(detector, embedder);
    openNetworks();
  }

  private void openNetworks() {
    detectorNet =
        RawNet.open(
            RealFiles.model(ModelCatalog.YUNET),
            ((Execution.Cpu) DetectorSpec.YUNET.defaults().execution()).threads(),
            List.of(
                Planes.of(picture, ModelCatalog.YUNET.preprocessing().orElseThrow(), MULTIPLE)));
    List<AnalyzedFace> found = library();
    SameWork.require(found.size() == faces, faces + " faces", found.size() + " in the picture");
    FaceAligner aligner = embedder.aligner();
    embedderNet =
        RawNet.open(
            RealFiles.model(ModelCatalog.MOBILEFACENET),
            1,
            found.stream()
                .map(one -> aligner.align(picture, one.face()))
                .map(one -> Planes.of(one, EmbedderSpec.MOBILEFACENET.preprocessing(), 1))
                .toList());
    for (int i = 0; i < faces; i++) {
      SameWork.requireEmbedding(found.get(i).embedding().orElseThrow(), embedderNet.firstOutput(i));
    }
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    detector.close();
    embedder.close();
    detectorNet.close();
    embedderNet.close();
  }

  /**
   * The library.
   *
   * @return the faces
   */
  @Benchmark
  public List<AnalyzedFace> library() {
    return engine.analyze(picture);
  }

  /**
   * ONNX Runtime alone.
   *
   * @return the number of outputs
   */
  @Benchmark
  public int rawOnnxRuntime() {
    return detectorNet.run(0) + IntStream.range(0, faces).parallel().map(embedderNet::run).sum();
  }
}
