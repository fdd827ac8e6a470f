package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.Augmenter;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.image.Images;
import io.faceattendance.match.HeadKind;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures whether one picture of a person makes a better template when it is embedded in 16 views:
 * {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureAugmentation EMBEDDER ROOT...}, such as {@code
 * mobilefacenet DATA/orl DATA/lfw_dev/images}.
 *
 * <p>ROOT has a folder for each person. In each of {@value #GALLERIES} seeded galleries half of the
 * people with two pictures or more are enrolled with one; their other pictures are probes, and all
 * pictures of everybody else are strangers. The threshold is the one that 1 % of the gallery's
 * strangers reach. Probes are not augmented. Then heads are trained on the views ({@link
 * OneShotHeads}).
 */
public final class MeasureAugmentation {
  static final int GALLERIES = 50;
  private static final int SEED = 20261122;
  private static final double FPIR = 0.01;

  private final List<List<Picture>> people;

  private MeasureAugmentation(List<List<Picture>> people) {
    this.people = people;
  }

  /** A picture as it is (its first view), and as the direction of the sum of its views. */
  record Picture(String person, List<Embedding> views, Embedding augmented) {
    Embedding plain() {
      return views.get(0);
    }
  }

  /**
   * Measures and prints the rows of a Markdown table.
   *
   * @param arguments id of an embedder, then root folders
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println("| pictures | template | enrolled | rank 1 | TPIR at FPIR 1 % |");
    System.out.println("|---|---|---|---|---|");
    for (String root : List.of(arguments).subList(1, arguments.length)) {
      MeasureAugmentation measure = read(Path.of(root), arguments[0]);
      System.out.println(measure.row(root, "the picture", Picture::plain));
      System.out.println(measure.row(root, "16 views of it", Picture::augmented));
      OneShotHeads heads = new OneShotHeads(measure.people);
      System.out.println(heads.row(HeadKind.SVM));
      System.out.println(heads.row(HeadKind.TRIPLET));
    }
  }

  private String row(String root, String name, Function<Picture, Embedding> template) {
    Random random = new Random(SEED);
    double rankOne = 0;
    double tpir = 0;
    int size = 0;
    for (int i = 0; i < GALLERIES; i++) {
      Gallery gallery = gallery(random, template);
      rankOne += gallery.rankOne() / GALLERIES;
      tpir += gallery.tpir() / GALLERIES;
      size = gallery.enrolled.size();
    }
    return "| %s | %s | %d | %.4f | %.4f |".formatted(root, name, size, rankOne, tpir);
  }

  private Gallery gallery(Random random, Function<Picture, Embedding> template) {
    List<List<Picture>> order = new ArrayList<>(people);
    Collections.shuffle(order, random);
    long several = people.stream().filter(one -> one.size() > 1).count();
    Gallery gallery = new Gallery();
    for (List<Picture> one : order) {
      if (one.size() > 1 && gallery.enrolled.size() < several / 2) {
        int chosen = random.nextInt(one.size());
        gallery.enrolled.put(one.get(chosen).person, template.apply(one.get(chosen)));
        one.stream().filter(p -> p != one.get(chosen)).forEach(gallery.probes::add);
      } else {
        gallery.strangers.addAll(one);
      }
    }
    return gallery;
  }

  private static final class Gallery {
    final Map<String, Embedding> enrolled = new TreeMap<>();
    final List<Picture> probes = new ArrayList<>();
    final List<Picture> strangers = new ArrayList<>();

    double rankOne() {
      return share(-1);
    }

    double tpir() {
      double[] highest =
          strangers.parallelStream()
              .mapToDouble(p -> p.plain().cosine(nearest(p)))
              .sorted()
              .toArray();
      // As many as the rate allows lie above it.
      return share(highest[highest.length - 1 - (int) (FPIR * highest.length)]);
    }

    private double share(double threshold) {
      long found =
          probes.parallelStream()
              .filter(probe -> enrolled.get(probe.person) == nearest(probe))
              .filter(probe -> probe.plain().cosine(nearest(probe)) > threshold)
              .count();
      return (double) found / probes.size();
    }

    private Embedding nearest(Picture probe) {
      return enrolled.values().stream()
          .max((a, b) -> Double.compare(probe.plain().cosine(a), probe.plain().cosine(b)))
          .orElseThrow();
    }
  }

  private static MeasureAugmentation read(Path root, String id) throws IOException {
    ModelStore store = ModelStore.defaults();
    try (FaceDetector detector =
            FaceDetectors.open(DetectorSpec.YUNET.id(), store, options -> options.withThreads(1));
        FaceEmbedder embedder = FaceEmbedders.open(id, store);
        Stream<Path> files = Files.walk(root)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
      Map<String, List<Picture>> people =
          files
              .filter(Files::isRegularFile)
              .filter(file -> root.relativize(file).getNameCount() > 1)
              .sorted()
              .toList()
              .parallelStream()
              .flatMap(file -> read(root, file, engine, embedder).stream())
              .collect(Collectors.groupingBy(Picture::person, TreeMap::new, Collectors.toList()));
      return new MeasureAugmentation(List.copyOf(people.values()));
    }
  }

  private static Optional<Picture> read(
      Path root, Path file, FaceEngine engine, FaceEmbedder embedder) {
    try {
      Image image = Images.read(file);
      String person = root.relativize(file).getName(0).toString();
      return engine
          .analyzeCentral(image)
          .filter(found -> found.embedding().isPresent())
          .map(found -> embedder.aligner().align(image, found.face()))
          .map(aligned -> embedder.embedAll(Augmenter.defaults().augment(aligned)))
          .map(views -> new Picture(person, views, mean(views)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Embedding mean(List<Embedding> views) {
    float[] sum = new float[views.get(0).space().dimension()];
    for (Embedding view : views) {
      float[] vector = view.vector();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return Embedding.of(views.get(0).space(), sum);
  }
}
