package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.FaceEngine;
import io.faceattendance.PersonId;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.FaceDetectors;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.FaceEmbedders;
import io.faceattendance.image.Images;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The faces of a data set that has a folder for each person. */
final class LabelledFaces {
  private LabelledFaces() {}

  /**
   * Embeds the face nearest the centre of every picture by YuNet and MobileFaceNet; a picture
   * without a face is left out.
   *
   * @param root the folder with a folder for each person
   * @throws IOException if a picture cannot be read
   */
  static List<LabelledEmbedding> read(Path root) throws IOException {
    return read(root, DetectorSpec.YUNET.id(), EmbedderSpec.MOBILEFACENET.id(), spec -> spec);
  }

  /**
   * Embeds the face nearest the centre of every picture; a picture without a face is left out.
   *
   * @param root the folder with a folder for each person
   * @param detector the id of the detector
   * @param embedder the id of the embedder
   * @param change changes its row
   * @throws IOException if a picture cannot be read
   */
  static List<LabelledEmbedding> read(
      Path root, String detector, String embedder, UnaryOperator<EmbedderSpec> change)
      throws IOException {
    ModelStore store = ModelStore.defaults();
    try (FaceDetector finder =
            FaceDetectors.open(detector, store, options -> options.withThreads(1));
        FaceEmbedder network = FaceEmbedders.open(embedder, store, change);
        Stream<Path> files = Files.walk(root)) {
      FaceEngine engine = FaceEngine.of(finder, network);
      List<Path> pictures =
          files
              .filter(Files::isRegularFile)
              .filter(file -> root.relativize(file).getNameCount() > 1)
              .sorted()
              .toList();
      return pictures.parallelStream().flatMap(file -> read(root, file, engine).stream()).toList();
    }
  }

  private static Optional<LabelledEmbedding> read(Path root, Path file, FaceEngine engine) {
    PersonId person = PersonId.of(root.relativize(file).getName(0).toString());
    try {
      return engine
          .analyzeCentral(Images.read(file))
          .flatMap(AnalyzedFace::embedding)
          .map(embedding -> new LabelledEmbedding(person, embedding));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
