package io.faceattendance.cli;

import io.faceattendance.FaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a CSV file with a header; a value that is not what it should be names file and row.
 */
final class CsvRow {
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

  private final CSVRecord row;
  private final Path file;

  private CsvRow(CSVRecord row, Path file) {
    this.row = row;
    this.file = file;
  }

  /**
   * Every row as a value.
   *
   * @param file in UTF-8, with a header
   * @param columns those that must be there, in any order and among others
   * @param value what a row says
   */
  static <T> List<T> read(Path file, List<String> columns, Function<CsvRow, T> value)
      throws IOException {
    return read(
        file,
        columns,
        value,
        bad -> {
          throw bad;
        });
  }

  /** The same, but one message names all bad rows, so that a file is set right in one go. */
  static <T> List<T> readNamingEveryBadRow(
      Path file, List<String> columns, Function<CsvRow, T> value) throws IOException {
    List<FaceException> bad = new ArrayList<>();
    List<T> values = read(file, columns, value, bad::add);
    if (!bad.isEmpty()) {
      throw new FaceException(
          bad.stream().map(FaceException::getMessage).collect(Collectors.joining("\n")));
    }
    return values;
  }

  private static <T> List<T> read(
      Path file, List<String> columns, Function<CsvRow, T> value, Consumer<FaceException> bad)
      throws IOException {
    try (CSVParser rows = CSVParser.parse(text(file), FORMAT)) {
      if (!rows.getHeaderMap().keySet().containsAll(columns)) {
        throw new FaceException(
            "expected the columns %s in %s, got %s"
                .formatted(String.join(", ", columns), file, rows.getHeaderNames()));
      }
      List<T> values = new ArrayList<>();
      for (CSVRecord row : rows) {
        try {
          values.add(value.apply(new CsvRow(row, file).requireAllColumns()));
        } catch (FaceException e) {
          bad.accept(e);
        }
      }
      return values;
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

  private CsvRow requireAllColumns() {
    if (!row.isConsistent()) {
      throw bad("as many values as columns", String.valueOf(row.size()));
    }
    return this;
  }

  /** The names of all columns. */
  List<String> columns() {
    return row.getParser().getHeaderNames();
  }

  boolean has(String column) {
    return row.isMapped(column);
  }

  String text(String column) {
    return row.get(column);
  }

  boolean isTrue(String column) {
    Boolean answer = ANSWERS.get(text(column).toLowerCase(Locale.ROOT));
    if (answer == null) {
      throw bad(column + " to be 1, 0, true or false", text(column));
    }
    return answer;
  }

  int wholeNumber(String column) {
    try {
      return Integer.parseInt(text(column));
    } catch (NumberFormatException e) {
      throw bad(column + " to be a whole number", text(column));
    }
  }

  /** A finite number. */
  double number(String column) {
    try {
      double number = Double.parseDouble(text(column));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As bad as an infinite one.
    }
    throw bad(column + " to be a number", text(column));
  }

  /**
   * The picture that the column {@code path} names. Normalised: one that is named in two ways is
   * one picture.
   *
   * @param root an absolute, normalised folder, which the picture must be in
   */
  Path picture(Path root) {
    try {
      Path picture = root.resolve(text("path")).normalize();
      if (picture.startsWith(root) && !picture.equals(root)) {
        return picture;
      }
    } catch (InvalidPathException e) {
      // No file can have that name.
    }
    throw bad("the path of a picture in " + root, "'" + text("path") + "'");
  }

  /** Counts from 1, without the header. */
  long number() {
    return row.getRecordNumber();
  }

  /** What is wrong with this row. */
  FaceException bad(String expected, String got) {
    return bad("expected %s, got %s".formatted(expected, got));
  }

  /** The same in words of somebody else. */
  FaceException bad(String message) {
    return new FaceException("%s, row %d: %s".formatted(file, number(), message));
  }
}
