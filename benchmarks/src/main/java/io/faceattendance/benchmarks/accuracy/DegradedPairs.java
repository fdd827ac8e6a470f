package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.quality.FaceQuality;
import io.faceattendance.quality.QualityGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verification of LFW's pairs when the second picture of each is made worse. */
final class DegradedPairs {
  static final String HEAD =
      """
      | second picture | found | mean genuine cosine | genuine accepted | impostors accepted | refused, recognition | refused, enrolment |
      |---|---|---|---|---|---|---|""";

  private record Pair(boolean same, Path first, Path second) {}

  private record Probe(Embedding embedding, FaceQuality quality) {}

  private final List<Pair> pairs;
  private final FaceDetector detector;
  private final FaceEmbedder embedder;
  private final Map<Path, Optional<Probe>> references;

  DegradedPairs(Path root, FaceDetector detector, FaceEmbedder embedder) throws IOException {
    this.pairs =
        Files.readAllLines(root.resolve("pairs.csv")).stream()
            .skip(1)
            .map(line -> pair(root, line.split(",", -1)))
            .toList();
    this.detector = detector;
    this.embedder = embedder;
    this.references = probes(pairs.stream().map(Pair::first), UnaryOperator.identity());
  }

  private static Pair pair(Path root, String[] cells) {
    return new Pair(cells[1].equals("1"), root.resolve(cells[2]), root.resolve(cells[3]));
  }

  private Map<Path, Optional<Probe>> probes(Stream<Path> files, UnaryOperator<Image> change) {
    return files.distinct().toList().parallelStream()
        .collect(Collectors.toMap(file -> file, file -> probe(file, change)));
  }

  private Optional<Probe> probe(Path file, UnaryOperator<Image> change) {
    Image image = change.apply(MeasuredFaces.image(file));
    Optional<Face> face = MeasuredFaces.central(detector, image);
    return face.map(
        found ->
            new Probe(
                embedder.embed(embedder.aligner().align(image, found)),
                FaceQuality.of(image, found)));
  }

  /** One row of the table. */
  String row(String name, UnaryOperator<Image> change) {
    Map<Path, Optional<Probe>> probes = probes(pairs.stream().map(Pair::second), change);
    double threshold = MatchPolicy.defaults(embedder.space()).verification().similarity();
    List<Probe> found = probes.values().stream().flatMap(Optional::stream).toList();
    List<Double> genuine = cosines(true, probes);
    List<Double> impostors = cosines(false, probes);
    return "| %s | %s | %.3f | %s | %s | %s | %s |"
        .formatted(
            name,
            MeasureQuality.percent(found.size(), probes.size()),
            genuine.stream().mapToDouble(cosine -> cosine).average().orElse(0),
            accepted(genuine, threshold),
            accepted(impostors, threshold),
            refused(found, QualityGate.forRecognition()),
            refused(found, QualityGate.forEnrolment()));
  }

  private List<Double> cosines(boolean same, Map<Path, Optional<Probe>> probes) {
    return pairs.stream()
        .filter(pair -> pair.same() == same)
        .flatMap(pair -> cosine(pair, probes).stream())
        .toList();
  }

  private Optional<Double> cosine(Pair pair, Map<Path, Optional<Probe>> probes) {
    Optional<Probe> first = references.getOrDefault(pair.first(), Optional.empty());
    Optional<Probe> second = probes.getOrDefault(pair.second(), Optional.empty());
    return first.flatMap(one -> second.map(other -> one.embedding().cosine(other.embedding())));
  }

  private static String accepted(List<Double> cosines, double threshold) {
    long over = cosines.stream().filter(cosine -> cosine >= threshold).count();
    return MeasureQuality.percent(over, cosines.size());
  }

  private static String refused(List<Probe> probes, QualityGate gate) {
    long refused = probes.stream().filter(probe -> !gate.check(probe.quality()).isEmpty()).count();
    return MeasureQuality.percent(refused, probes.size());
  }
}
