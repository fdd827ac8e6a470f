package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceEngine;
import io.faceattendance.PersonId;
import io.faceattendance.detect.YuNetDetector;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.embed.OnnxEmbedder;
import io.faceattendance.image.Images;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.model.ModelCard;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures which similarity keeps which false match rate, on all pairs of pictures of different
 * people: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureFmrTable ROOT "DATA SET" FILE}.
 *
 * <p>ROOT has a folder for each person; of each picture, the face nearest its centre counts.
 */
public final class MeasureFmrTable {
  private MeasureFmrTable() {}

  /**
   * Measures and writes the table.
   *
   * @param arguments root folder, name of the data set, file to write
   * @throws IOException if a picture cannot be read or the table not be written
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    EmbedderSpec spec = EmbedderSpec.MOBILEFACENET;
    ModelCard card = ModelCatalog.MOBILEFACENET;
    ModelStore store = ModelStore.defaults();
    try (YuNetDetector detector =
            YuNetDetector.open(
                store.path(ModelCatalog.YUNET), YuNetDetector.defaults().withThreads(1));
        OnnxEmbedder embedder = OnnxEmbedder.open(store.path(card), spec)) {
      List<LabelledEmbedding> faces = faces(root, FaceEngine.of(detector, embedder));
      String command =
          "java -cp benchmarks/target/benchmarks.jar %s ROOT \"%s\" FILE"
              .formatted(MeasureFmrTable.class.getName(), arguments[1]);
      FmrTable.Source source =
          new FmrTable.Source(spec.space(), List.of(card.file().sha256()), arguments[1], command);
      FmrTable table = FmrTable.measure(faces, source);
      table.write(Path.of(arguments[2]));
      System.out.print(table.text());
    }
  }

  private static List<LabelledEmbedding> faces(Path root, FaceEngine engine) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> pictures = files.filter(Files::isRegularFile).sorted().toList();
      return pictures.parallelStream()
          .flatMap(picture -> face(root, picture, engine).stream())
          .toList();
    }
  }

  private static Optional<LabelledEmbedding> face(Path root, Path picture, FaceEngine engine) {
    PersonId person = PersonId.of(root.relativize(picture).getName(0).toString());
    try {
      return engine
          .analyzeCentral(Images.read(picture))
          .flatMap(AnalyzedFace::embedding)
          .map(embedding -> new LabelledEmbedding(person, embedding));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
