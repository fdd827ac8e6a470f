package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.embed.LandmarkEllipse;
import io.faceattendance.image.Images;
import io.faceattendance.match.evaluation.ScoredPair;
import io.faceattendance.match.evaluation.VerificationEvaluation;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the verification accuracy of embedders on labelled pairs: as they are, with mirror
 * images, with faces cut out by their boxes, and without background: {@code java -cp
 * benchmarks/target/benchmarks.jar io.faceattendance.benchmarks.accuracy.MeasureEmbedders ROOT
 * EMBEDDER...}, such as {@code DATA/lfw_dev mobilefacenet}.
 *
 * <p>ROOT has {@code pairs.csv} (fold, same, path, path). Of each picture, the face nearest its
 * centre counts, found by YuNet.
 */
public final class MeasureEmbedders {
  private static final int TIMED = 50;

  private final List<String[]> pairs;
  private final Map<String, Photo> photos;

  private MeasureEmbedders(List<String[]> pairs, Map<String, Photo> photos) {
    this.pairs = pairs;
    this.photos = photos;
  }

  /**
   * Measures and prints the rows of a Markdown table.
   *
   * @param arguments root folder, then the ids of embedders
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    ModelStore store = ModelStore.defaults();
    MeasureEmbedders measure = read(Path.of(arguments[0]), store);
    System.out.println(
        "| embedder | space | accuracy (folds) | best | EER | TAR at FMR 1e-2 | ms a face |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String id : List.of(arguments).subList(1, arguments.length)) {
      measure.rows(id, store);
    }
  }

  private void rows(String id, ModelStore store) {
    try (FaceEmbedder plain = FaceEmbedders.open(id, store);
        FaceEmbedder flip = FaceEmbedders.open(id, store, EmbedderSpec::withFlip);
        FaceEmbedder box = FaceEmbedders.open(id, store, EmbedderSpec::alignedByBox)) {
      print(id, plain);
      print(id, flip);
      if (!box.space().equals(plain.space())) {
        print(id, box);
        printWithoutBackground(id, store);
      }
    }
  }

  private void printWithoutBackground(String id, ModelStore store) {
    try (FaceEmbedder embedder =
        FaceEmbedders.open(
            id, store, spec -> spec.withBackgroundSuppression(new LandmarkEllipse()))) {
      print(id, embedder);
    }
  }

  private void print(String id, FaceEmbedder embedder) {
    FaceAligner aligner = embedder.aligner();
    Map<String, Embedding> embeddings =
        photos.values().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Photo::path, photo -> embedder.embed(aligner.align(photo.image, photo.face))));
    VerificationEvaluation result = VerificationEvaluation.of(scores(embeddings));
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.4f +- %.4f | %.4f | %.4f | %.4f | %.1f |",
            id,
            embedder.space(),
            result.accuracy(),
            result.accuracySd(),
            best(scores(embeddings)),
            result.eer(),
            result.tarAtFmr1e2().orElse(Double.NaN),
            milliseconds(embedder)));
  }

  private List<ScoredPair> scores(Map<String, Embedding> embeddings) {
    return pairs.stream()
        .map(
            pair ->
                new ScoredPair(
                    OptionalInt.of(Integer.parseInt(pair[0])),
                    pair[1].equals("1"),
                    score(embeddings, pair[2], pair[3])))
        .toList();
  }

  private static OptionalDouble score(
      Map<String, Embedding> embeddings, String first, String second) {
    Optional<Embedding> a = Optional.ofNullable(embeddings.get(first));
    Optional<Embedding> b = Optional.ofNullable(embeddings.get(second));
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.get().cosine(b.get()))
        : OptionalDouble.empty();
  }

  /** The share of right answers at the best threshold there is. */
  private static double best(List<ScoredPair> scores) {
    double[] thresholds = scores.stream().mapToDouble(MeasureEmbedders::orLowest).toArray();
    long most = 0;
    for (double threshold : thresholds) {
      long right =
          scores.stream().filter(pair -> orLowest(pair) >= threshold == pair.same()).count();
      most = Math.max(most, right);
    }
    return (double) most / scores.size();
  }

  private static double orLowest(ScoredPair pair) {
    return pair.score().orElse(-1);
  }

  /** The median time of one face, alone. */
  private double milliseconds(FaceEmbedder embedder) {
    Photo photo = photos.values().iterator().next();
    Image aligned = embedder.aligner().align(photo.image, photo.face);
    double[] times = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      embedder.embed(aligned);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }

  private static MeasureEmbedders read(Path root, ModelStore store) throws IOException {
    List<String[]> pairs =
        Files.readAllLines(root.resolve("pairs.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .toList();
    try (FaceDetector detector =
        FaceDetectors.open("yunet", store, options -> options.withThreads(1))) {
      Map<String, Photo> photos =
          pairs.stream()
              .flatMap(pair -> Stream.of(pair[2], pair[3]))
              .distinct()
              .toList()
              .parallelStream()
              .flatMap(path -> read(root, path, detector).stream())
              .collect(Collectors.toConcurrentMap(Photo::path, photo -> photo));
      return new MeasureEmbedders(pairs, photos);
    }
  }

  private static Optional<Photo> read(Path root, String path, FaceDetector detector) {
    try {
      Image image = Images.read(root.resolve(path));
      Point middle = new Point(image.width() / 2.0, image.height() / 2.0);
      return detector.detect(image).stream()
          .min(Comparator.comparingDouble(face -> face.box().centre().distanceTo(middle)))
          .map(face -> new Photo(path, image, face));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Photo(String path, Image image, Face face) {}
}
