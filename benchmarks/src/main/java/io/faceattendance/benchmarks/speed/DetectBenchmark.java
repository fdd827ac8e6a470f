package io.faceattendance.benchmarks.speed;

import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.OpenCvFaceDetector;
import io.faceattendance.benchmarks.speed.internal.OpenCvPicture;
import io.faceattendance.benchmarks.speed.internal.Planes;
import io.faceattendance.benchmarks.speed.internal.RawNet;
import io.faceattendance.detect.DetectionOptions;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * How long does a decoded picture take to become faces, beside the bare network and beside OpenCV's
 * own detector with the same weights?
 *
 * <p>One real group picture of six people, scaled to 320, 640 and 1280 pixels before. ONNX Runtime
 * alone gets the finished input and its outputs are not read.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar DetectBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DetectBenchmark {
  private static final int MULTIPLE = 32;

  /** Pixels of the picture's longer side. */
  @Param({"320", "640", "1280"})
  public int side;

  /** Threads of one call. */
  @Param({"1", "2"})
  public int threads;

  private Image picture;
  private OnnxDetector detector;
  private RawNet net;
  private OpenCvFaceDetector openCv;

  /** A benchmark; JMH makes it. */
  public DetectBenchmark() {}

  /**
   * Opens all three and checks that they find the same faces.
   *
   * @throws IOException if the picture cannot be read
   */
  @Setup
  public void open() throws IOException {
    DetectionOptions options =
        DetectorSpec.YUNET.defaults().withThreads(threads).withLongestSide(side);
    picture = Pictures.scaled(RealFiles.picture("group/insightface/friends_t1.jpg"), side);
    detector = OnnxDetector.open(RealFiles.model(ModelCatalog.YUNET), DetectorSpec.YUNET, options);
    Planes input = Planes.of(picture, ModelCatalog.YUNET.preprocessing().orElseThrow(), MULTIPLE);
    net = RawNet.open(RealFiles.model(ModelCatalog.YUNET), threads, List.of(input));
    OpenCvPicture.useThreads(threads);
    openCv =
        OpenCvFaceDetector.open(
            RealFiles.model("yunet-640"),
            picture,
            options.scoreThreshold(),
            options.overlapThreshold());
    SameWork.requireFaces(library(), openCv.boxes());
  }

  /** Frees all three. */
  @TearDown
  public void close() {
    detector.close();
    net.close();
    openCv.close();
  }

  /**
   * The library.
   *
   * @return the faces
   */
  @Benchmark
  public List<Face> library() {
    return detector.detect(picture);
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
   * OpenCV's FaceDetectorYN.
   *
   * @return the number of faces
   */
  @Benchmark
  public int openCv() {
    return openCv.detect();
  }
}
