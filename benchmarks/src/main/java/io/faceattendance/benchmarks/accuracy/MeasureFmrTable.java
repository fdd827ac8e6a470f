package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.PinnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures which similarity keeps which false match rate, on all pairs of pictures of different
 * people: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureFmrTable ROOT "DATA SET" FILE [EMBEDDER [box]
 * [flip]]}.
 *
 * <p>ROOT has a folder for each person; of each picture, the face nearest its centre counts.
 * EMBEDDER is the id of an embedder, {@code mobilefacenet} if none is given; with {@code box}, its
 * faces are cut out by their boxes; with {@code flip}, their mirror images count too. DETECTOR is
 * the id of a detector, {@code yunet} if none is given.
 */
public final class MeasureFmrTable {
  private MeasureFmrTable() {}

  /**
   * Measures and writes the table.
   *
   * @param arguments root folder, name of the data set, file to write, then the embedder
   * @throws IOException if a picture cannot be read or the table not be written
   */
  public static void main(String[] arguments) throws IOException {
    String embedder = arguments.length > 3 ? arguments[3] : EmbedderSpec.MOBILEFACENET.id();
    List<String> changes = Stream.of(arguments).skip(4).toList();
    List<LabelledEmbedding> faces =
        LabelledFaces.read(
            Path.of(arguments[0]), detector(changes), embedder, spec -> changed(spec, changes));
    FmrTable.Source source =
        new FmrTable.Source(
            faces.get(0).embedding().space(),
            ModelCatalog.card(embedder).file().stream().map(PinnedFile::sha256).toList(),
            arguments[1],
            command(arguments));
    FmrTable table = FmrTable.measure(faces, source);
    table.write(Path.of(arguments[2]));
    System.out.print(table.text());
  }

  private static String detector(List<String> changes) {
    List<String> ids =
        changes.stream().filter(one -> !one.equals("box") && !one.equals("flip")).toList();
    if (ids.size() > 1) {
      throw new IllegalArgumentException("expected box, flip and one detector, got " + changes);
    }
    return ids.isEmpty() ? DetectorSpec.YUNET.id() : ids.get(0);
  }

  private static EmbedderSpec changed(EmbedderSpec spec, List<String> changes) {
    EmbedderSpec changed = spec;
    for (String change : changes) {
      changed =
          switch (change) {
            case "box" -> changed.alignedByBox();
            case "flip" -> changed.withFlip();
            default -> changed;
          };
    }
    return changed;
  }

  private static String command(String[] arguments) {
    String options = String.join(" ", List.of(arguments).subList(3, arguments.length));
    return "java -cp benchmarks/target/benchmarks.jar %s ROOT \"%s\" FILE %s"
        .formatted(MeasureFmrTable.class.getName(), arguments[1], options)
        .strip();
  }
}
