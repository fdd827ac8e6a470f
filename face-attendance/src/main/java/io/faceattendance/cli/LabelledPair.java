package io.faceattendance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * One row of a pairs file.
 *
 * @param fold the part of the data set, if the file names it
 * @param same whether both pictures show one person
 * @param path1 a picture, relative to the root
 * @param path2 another
 */
record LabelledPair(OptionalInt fold, boolean same, String path1, String path2) {
  private static final List<String> COLUMNS = List.of("same", "path1", "path2");

  static List<LabelledPair> read(Path file) throws IOException {
    return CsvRow.read(file, COLUMNS, LabelledPair::of);
  }

  private static LabelledPair of(CsvRow row) {
    OptionalInt fold =
        row.has("fold") ? OptionalInt.of(row.wholeNumber("fold")) : OptionalInt.empty();
    return new LabelledPair(fold, row.isTrue("same"), row.text("path1"), row.text("path2"));
  }
}
