package io.faceattendance.benchmarks.speed;

import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.OpenCvPicture;
import io.faceattendance.benchmarks.speed.internal.OpenCvWarp;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.ArcFaceAligner;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.util.Comparator;
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
 * How long does a face take to be cut out of its picture, beside OpenCV's warp?
 *
 * <p>The largest face of a real picture of 675 x 469. OpenCV's time is {@code warpAffine} alone:
 * pixels, matrix and result stay in native memory.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar AlignBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AlignBenchmark {
  private final ArcFaceAligner aligner = new ArcFaceAligner();
  private Image picture;
  private Face face;
  private OpenCvWarp openCv;

  /** A benchmark; JMH makes it. */
  public AlignBenchmark() {}

  /**
   * Finds the face and checks that both cut out the same.
   *
   * @throws IOException if the picture cannot be read
   */
  @Setup
  public void open() throws IOException {
    picture = RealFiles.picture("bbt/bbt2.jpg");
    try (OnnxDetector detector =
        OnnxDetector.open(RealFiles.model(ModelCatalog.YUNET), DetectorSpec.YUNET)) {
      face =
          detector.detect(picture).stream()
              .max(Comparator.comparingDouble(found -> found.box().width()))
              .orElseThrow();
    }
    OpenCvPicture.useThreads(1);
    openCv = new OpenCvWarp(picture, face.landmarks().orElseThrow());
    SameWork.requirePixels(library(), openCv.picture(), 1);
  }

  /** Frees the peer. */
  @TearDown
  public void close() {
    openCv.close();
  }

  /**
   * The library: transform, warp and a picture on the heap.
   *
   * @return the cut-out
   */
  @Benchmark
  public Image library() {
    return aligner.align(picture, face);
  }

  /**
   * OpenCV's warpAffine alone.
   *
   * @return rows of the cut-out
   */
  @Benchmark
  public int openCv() {
    return openCv.warp();
  }
}
