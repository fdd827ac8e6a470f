package io.faceattendance.benchmarks.speed;

import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.Planes;
import io.faceattendance.benchmarks.speed.internal.RawNet;
import io.faceattendance.detect.MtcnnCalls;
import io.faceattendance.detect.MtcnnDetector;
import io.faceattendance.detect.MtcnnOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * What does MTCNN cost around its networks: pyramid, patches, overlaps?
 *
 * <p>One real group picture of six people, scaled to 640 x 480. ONNX Runtime alone repeats the very
 * calls that the library makes of the three networks: same inputs, same shapes, same batches, made
 * before, and its outputs are not read.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar MtcnnBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MtcnnBenchmark {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FACES = 6;

  /** Pixels of the smallest face. */
  @Param({"20", "60"})
  public int smallest;

  /** Threads of one call. */
  @Param({"1", "2"})
  public int threads;

  private Image picture;
  private MtcnnDetector detector;
  private final List<RawNet> nets = new ArrayList<>();
  private final List<Integer> calls = new ArrayList<>();

  /** A benchmark; JMH makes it. */
  public MtcnnBenchmark() {}

  /**
   * Opens both and checks that they do the same work.
   *
   * @throws IOException if the picture cannot be read
   */
  @Setup
  public void open() throws IOException {
    MtcnnOptions defaults = MtcnnOptions.defaults();
    MtcnnOptions options =
        defaults
            .withSmallestFace(smallest)
            .withDetection(defaults.detection().withThreads(threads));
    picture =
        Pictures.stretched(RealFiles.picture("group/insightface/friends_t1.jpg"), WIDTH, HEIGHT);
    List<Path> files =
        Stream.of("mtcnn-pnet", "mtcnn-rnet", "mtcnn-onet").map(RealFiles::model).toList();
    detector = MtcnnDetector.open(files.get(0), files.get(1), files.get(2), options);
    MtcnnCalls recorded = MtcnnCalls.of(files, options, picture);
    for (int i = 0; i < files.size(); i++) {
      List<Planes> inputs =
          recorded.of(i).stream().map(call -> Planes.of(call.shape(), call.input())).toList();
      nets.add(RawNet.open(files.get(i), threads, inputs));
      calls.add(inputs.size());
    }
    int found = library().size();
    SameWork.require(found == FACES, FACES + " faces", String.valueOf(found));
    SameWork.require(!calls.contains(0), "calls of every network", calls.toString());
  }

  /** Frees both. */
  @TearDown
  public void close() {
    detector.close();
    nets.forEach(RawNet::close);
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
    int outputs = 0;
    for (int net = 0; net < nets.size(); net++) {
      for (int call = 0; call < calls.get(net); call++) {
        outputs += nets.get(net).run(call);
      }
    }
    return outputs;
  }
}
