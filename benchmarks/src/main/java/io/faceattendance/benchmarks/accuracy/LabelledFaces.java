package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceEngine;
import io.faceattendance.PersonId;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.image.Images;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The faces of a data set that has a folder for each person, by the default models. */
final class LabelledFaces {
  private LabelledFaces() {}

  /**
   * Embeds the face nearest the centre of every picture; a picture without a face is left out.
   *
   * @param root the folder with a folder for each person
   * @throws IOException if a picture cannot be read
   */
  static List<LabelledEmbedding> read(Path root) throws IOException {
    ModelStore store = ModelStore.defaults();
    try (OnnxDetector detector =
            OnnxDetector.open(
                store.path(ModelCatalog.YUNET),
                DetectorSpec.YUNET,
                DetectorSpec.YUNET.defaults().withThreads(1));
        OnnxEmbedder embedder =
            OnnxEmbedder.open(store.path(ModelCatalog.MOBILEFACENET), EmbedderSpec.MOBILEFACENET);
        Stream<Path> files = Files.walk(root)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
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
