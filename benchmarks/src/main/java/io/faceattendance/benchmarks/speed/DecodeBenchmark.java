package io.faceattendance.benchmarks.speed;

import io.faceattendance.Image;
import io.faceattendance.benchmarks.speed.internal.OpenCvDecoder;
import io.faceattendance.image.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
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
 * How long does a JPEG file take to become checked, upright pixels, beside decoding alone?
 *
 * <p>Three real files as their cameras and tools wrote them: 320 x 240, 675 x 469 and 1280 x 886.
 * OpenCV's {@code imdecode} neither checks the file nor copies pixels to the heap; ImageIO is the
 * JDK's own decoder.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar DecodeBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecodeBenchmark {

  /** Pixels of the longer side: 320, 640 (really 675) or 1280. */
  @Param({"320", "640", "1280"})
  public int side;

  private byte[] file;
  private OpenCvDecoder openCv;

  /** A benchmark; JMH makes it. */
  public DecodeBenchmark() {}

  /**
   * Reads the file and checks that both decoders see the same picture.
   *
   * @throws IOException if it cannot be read
   */
  @Setup
  public void open() throws IOException {
    file = Files.readAllBytes(RealFiles.data(name(side)));
    ImageIO.setUseCache(false);
    openCv = new OpenCvDecoder(file);
    SameWork.requirePixels(library(), openCv.picture(), 0);
  }

  private static String name(int side) {
    return switch (side) {
      case 320 -> "face_recognition/obama_small.jpg";
      case 640 -> "bbt/bbt2.jpg";
      case 1280 -> "group/insightface/friends_t1.jpg";
      default -> throw new IllegalArgumentException("expected 320, 640 or 1280, got " + side);
    };
  }

  /** Frees the peer. */
  @TearDown
  public void close() {
    openCv.close();
  }

  /**
   * The library.
   *
   * @return the picture
   */
  @Benchmark
  public Image library() {
    return Images.decode(file);
  }

  /**
   * OpenCV's decoder alone.
   *
   * @return rows of the picture
   */
  @Benchmark
  public int openCv() {
    return openCv.decode();
  }

  /**
   * The JDK's decoder.
   *
   * @return the picture
   * @throws IOException never, it reads from memory
   */
  @Benchmark
  public BufferedImage imageIo() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
