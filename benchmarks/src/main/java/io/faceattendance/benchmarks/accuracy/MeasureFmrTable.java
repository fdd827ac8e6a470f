package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.embed.EmbedderSpec;
import io.faceattendance.match.FmrTable;
import io.faceattendance.model.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
    String command =
        "java -cp benchmarks/target/benchmarks.jar %s ROOT \"%s\" FILE"
            .formatted(MeasureFmrTable.class.getName(), arguments[1]);
    FmrTable.Source source =
        new FmrTable.Source(
            EmbedderSpec.MOBILEFACENET.space(),
            List.of(ModelCatalog.MOBILEFACENET.file().sha256()),
            arguments[1],
            command);
    FmrTable table = FmrTable.measure(LabelledFaces.read(Path.of(arguments[0])), source);
    table.write(Path.of(arguments[2]));
    System.out.print(table.text());
  }
}
