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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * One row of a CSV file with a header; a value that is not what it should be names file and line.
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
          .setIgnoreHeaderCase(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL) // refused below, with its name
          .get();

  private final CSVRecord row;
  private final Path file;
  private final long line;

  private CsvRow(CSVRecord row, Path file, long line) {
    this.row = row;
    this.file = file;
    this.line = line;
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
      requireColumns(file, columns, rows.getHeaderNames());
      List<T> values = new ArrayList<>();
      for (CSVRecord row : rows) {
        try {
          values.add(value.apply(new CsvRow(row, file, line(rows, row)).requireAllColumns()));
        } catch (FaceException e) {
          bad.accept(e);
        }
      }
      return values;
    } catch (IllegalArgumentException | UncheckedIOException | CSVException e) {
      // In this order: what the parser says of a bad header, of a bad row, of a bad first row.
      throw new FaceException("expected a CSV file at %s: %s".formatted(file, reason(e)), e);
    }
  }

  /** What the innermost says: the messages of the others begin with names of classes. */
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static void requireColumns(Path file, List<String> expected, List<String> found) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : found) {
      if (!names.add(name)) {
        throw new FaceException(
            "expected every column of %s once, got '%s' twice".formatted(file, name));
      }
    }
    if (!names.containsAll(expected)) {
      boolean semicolons = found.size() == 1 && found.get(0).contains(";");
      throw new FaceException(
          "expected the columns %s in %s, got %s%s"
              .formatted(
                  String.join(", ", expected),
                  file,
                  String.join(", ", found),
                  semicolons ? ": separate columns by commas, not by semicolons" : ""));
    }
  }

  /** The line on which a row begins; the parser stands behind the row. */
  private static long line(CSVParser rows, CSVRecord row) {
    long breaks = row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    return rows.getCurrentLineNumber() - breaks;
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

  /** On which line of the file it begins; the first is 1. */
  long line() {
    return line;
  }

  /** What is wrong with this row. */
  FaceException bad(String expected, String got) {
    return bad("expected %s, got %s".formatted(expected, got));
  }

  /** The same in words of somebody else. */
  FaceException bad(String message) {
    return new FaceException("%s, line %d: %s".formatted(file, line, message));
  }
}
