package io.faceattendance.benchmarks.speed;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.benchmarks.speed.internal.StreamingRead;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.GalleryIndex;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to find the five most similar of all enrolled people, beside reading as
 * many floats once?
 *
 * <p>Seeded random unit vectors, one template a person, one thread, a new probe for each search.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar SearchBenchmark -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SearchBenchmark {
  private static final long SEED = 20_261_122;
  private static final int LISTED = 5;
  private static final int PROBES = 64;

  /** Enrolled templates and values of each. */
  @Param({"10000x128", "100000x512"})
  public String gallery = "";

  private GalleryIndex index;
  private StreamingRead stream;
  private List<Embedding> probes;
  private int next;

  /** A benchmark; JMH makes it. */
  public SearchBenchmark() {}

  /** Enrols everybody and checks a search against the similarities of all. */
  @Setup
  public void open() {
    int[] size = Stream.of(gallery.split("x")).mapToInt(Integer::parseInt).toArray();
    int rows = size[0];
    int dimension = size[1];
    SplittableRandom random = new SplittableRandom(SEED);
    EmbeddingSpace space = new EmbeddingSpace("random", "none", "none", "none", dimension);
    probes = Stream.generate(() -> unit(space, random)).limit(PROBES).toList();
    index = GalleryIndex.exact(space);
    float[] values = new float[rows * dimension];
    Candidate best = new Candidate(person(0), -1);
    for (int row = 0; row < rows; row++) {
      Embedding template = unit(space, random);
      index.add(person(row), new UUID(SEED, row), template);
      System.arraycopy(template.vector(), 0, values, row * dimension, dimension);
      double similarity = template.cosine(probes.get(0));
      best = similarity > best.similarity() ? new Candidate(person(row), similarity) : best;
    }
    stream = new StreamingRead(values);
    Candidate found = index.search(probes.get(0), LISTED).get(0);
    SameWork.require(found.equals(best), best.toString(), found.toString());
  }

  private static PersonId person(int row) {
    return PersonId.of("p" + row);
  }

  private static Embedding unit(EmbeddingSpace space, SplittableRandom random) {
    float[] vector = new float[space.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(space, vector);
  }

  /**
   * The library.
   *
   * @return the five most similar
   */
  @Benchmark
  public List<Candidate> library() {
    next = (next + 1) % PROBES;
    return index.search(probes.get(next), LISTED);
  }

  /**
   * A streaming read of the same number of floats, the limit.
   *
   * @return their sum
   */
  @Benchmark
  public float streamingRead() {
    return stream.read();
  }
}
