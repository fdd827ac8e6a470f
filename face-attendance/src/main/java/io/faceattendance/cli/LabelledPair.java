package io.faceattendance.cli;

import io.faceattendance.FaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a pairs file.
 *
 * @param fold the part of the data set, if the file names it
 * @param same whether both pictures show one person
 * @param path1 a picture, relative to the root
 * @param path2 another
 */
record LabelledPair(OptionalInt fold, boolean same, String path1, String path2) {
  // Spreadsheets write one; it would become part of the first column's name.
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Map<String, Boolean> ANSWERS =
      Map.of("1", true, "true", true, "0", false, "false", false);
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();

  static List<LabelledPair> read(Path file) throws IOException {
    try (CSVParser rows = CSVParser.parse(text(file), FORMAT)) {
      for (String column : List.of("same", "path1", "path2")) {
        if (!rows.getHeaderMap().containsKey(column)) {
          throw new FaceException(
              "expected the columns same, path1, path2 (and fold) in %s, got %s"
                  .formatted(file, rows.getHeaderNames()));
        }
      }
      List<LabelledPair> pairs = new ArrayList<>();
      for (CSVRecord row : rows) {
        pairs.add(of(row, file));
      }
      return pairs;
    } catch (IllegalArgumentException | UncheckedIOException | CSVException e) {
      // In this order: what the parser says of a bad header, of a bad row, of a bad first row.
      throw new FaceException("expected a CSV file at %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FaceException("expected a CSV file, got the folder " + file);
    }
    try {
      String text = Files.readString(file);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) { // its message is a number without the file
      throw new FaceException(
          "expected a CSV file in UTF-8 at %s, got other bytes".formatted(file), e);
    }
  }

  private static LabelledPair of(CSVRecord row, Path file) {
    if (!row.isConsistent()) {
      throw bad(row, file, "as many values as columns", String.valueOf(row.size()));
    }
    String same = row.get("same").toLowerCase(Locale.ROOT);
    if (!ANSWERS.containsKey(same)) {
      throw bad(row, file, "same to be 1, 0, true or false", same);
    }
    OptionalInt fold = row.isMapped("fold") ? fold(row, file) : OptionalInt.empty();
    return new LabelledPair(
        fold, Boolean.TRUE.equals(ANSWERS.get(same)), row.get("path1"), row.get("path2"));
  }

  private static OptionalInt fold(CSVRecord row, Path file) {
    try {
      return OptionalInt.of(Integer.parseInt(row.get("fold")));
    } catch (NumberFormatException e) {
      throw bad(row, file, "fold to be a whole number", row.get("fold"));
    }
  }

  private static FaceException bad(CSVRecord row, Path file, String expected, String got) {
    return new FaceException(
        "%s, row %d: expected %s, got %s".formatted(file, row.getRecordNumber(), expected, got));
  }
}
