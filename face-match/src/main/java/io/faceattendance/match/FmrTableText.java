package io.faceattendance.match;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** The text form of an {@link FmrTable}. Strict: what is not understood is refused. */
final class FmrTableText {
  private static final String FORMAT = "face-fmr-table 2";
  private static final String METRIC = "cosine";
  private static final String COLUMNS = "fmr similarity errors upper95";
  private static final List<String> KEYS =
      List.of(
          "format",
          "space",
          "models",
          "metric",
          "dataset",
          "people",
          "comparisons",
          "bounds",
          "command",
          "columns");

  private FmrTableText() {}

  static String format(FmrTable table) {
    FmrTable.Source source = table.source();
    FmrTable.Evidence evidence = table.evidence();
    List<String> values =
        List.of(
            FORMAT,
            source.space().id(),
            String.join(" ", source.modelDigests()),
            METRIC,
            source.dataset(),
            "" + evidence.people(),
            "" + evidence.comparisons(),
            evidence.bounds().name().toLowerCase(Locale.ROOT),
            source.command(),
            COLUMNS);
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (int i = 0; i < KEYS.size(); i++) {
      lines.add("# " + KEYS.get(i) + ": " + values.get(i));
    }
    table.rows().forEach(row -> lines.add(line(row)));
    return lines.toString();
  }

  // Joined, not formatted: digits and decimal points of no locale.
  private static String line(FmrTable.Row row) {
    return row.fmr() + " " + row.similarity() + " " + row.errors() + " " + row.upper95();
  }

  static FmrTable parse(String text) {
    Map<String, String> header = new LinkedHashMap<>();
    List<FmrTable.Row> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int number = i + 1;
      if (i < KEYS.size()) {
        header.put(KEYS.get(i), headerValue(line, KEYS.get(i), number));
      } else {
        rows.add(row(line, number));
      }
    }
    if (header.size() < KEYS.size() || rows.isEmpty()) {
      throw new FaceException(
          "expected %d header lines and at least one row in a table of false match rates, got %d lines"
              .formatted(KEYS.size(), lines.size()));
    }
    return table(header, rows);
  }

  private static String headerValue(String line, String key, int number) {
    String start = "# " + key + ": ";
    if (!line.startsWith(start)) {
      throw wrong(number, "'" + start + "...'", line);
    }
    return line.substring(start.length());
  }

  private static FmrTable.Row row(String line, int number) {
    String[] cells = line.split(" ", -1);
    if (cells.length != 4) {
      throw wrong(number, "four values (" + COLUMNS + ")", line);
    }
    return read(
        number,
        "four numbers (" + COLUMNS + ")",
        line,
        any ->
            new FmrTable.Row(
                Double.parseDouble(cells[0]),
                Double.parseDouble(cells[1]),
                Long.parseLong(cells[2]),
                Double.parseDouble(cells[3])));
  }

  private static FmrTable table(Map<String, String> header, List<FmrTable.Row> rows) {
    expect(header, "format", FORMAT);
    expect(header, "metric", METRIC);
    expect(header, "columns", COLUMNS);
    EmbeddingSpace space = value(header, "space", "an embedding space", EmbeddingSpace::parse);
    FmrTable.Evidence evidence =
        new FmrTable.Evidence(
            value(header, "people", "a number", Integer::parseInt),
            value(header, "comparisons", "a number", Long::parseLong),
            value(header, "bounds", "independent or over_persons", FmrTableText::bounds));
    FmrTable.Source source =
        value(
            header,
            "models",
            "SHA-256 digests, and a data set and a command without blank ends",
            digests ->
                new FmrTable.Source(
                    space,
                    List.of(digests.split(" ", -1)),
                    header.getOrDefault("dataset", ""),
                    header.getOrDefault("command", "")));
    requireConsistent(evidence, rows);
    return new FmrTable(source, evidence, rows);
  }

  private static void requireConsistent(FmrTable.Evidence evidence, List<FmrTable.Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      FmrTable.Row row = rows.get(i);
      int number = KEYS.size() + i + 1;
      if (!(row.fmr() < 1 && row.similarity() >= -1 && row.similarity() <= 1.000001)) {
        throw wrong(number, "an FMR below 1 and a similarity of -1 to 1", row.toString());
      }
      if (!isBounded(row, evidence.comparisons())) {
        throw wrong(
            number,
            "errors of %d comparisons, a bound that they allow, and an FMR of at least that"
                .formatted(evidence.comparisons()),
            row.toString());
      }
      if (i > 0 && !isStricter(row, rows.get(i - 1))) {
        throw wrong(
            number, "a smaller FMR and a similarity not smaller than above", row.toString());
      }
    }
  }

  /** No bound is below that of independent comparisons, which is not below the measured rate. */
  private static boolean isBounded(FmrTable.Row row, long comparisons) {
    return row.errors() >= 0
        && row.errors() <= comparisons
        && comparisons > 0
        && row.upper95() >= Math.min(1, ErrorBounds.poissonUpper95(row.errors()) / comparisons)
        && row.upper95() <= row.fmr();
  }

  private static boolean isStricter(FmrTable.Row row, FmrTable.Row above) {
    return row.fmr() < above.fmr()
        && row.similarity() >= above.similarity()
        && row.errors() <= above.errors();
  }

  private static FmrTable.Bounds bounds(String word) {
    return FmrTable.Bounds.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static void expect(Map<String, String> header, String key, String expected) {
    String value = header.getOrDefault(key, "");
    if (!value.equals(expected)) {
      throw wrong(lineOf(key), "'" + key + ": " + expected + "'", value);
    }
  }

  private static <T> T value(
      Map<String, String> header, String key, String expected, Function<String, T> reader) {
    return read(lineOf(key), key + ": " + expected, header.getOrDefault(key, ""), reader);
  }

  private static <T> T read(int number, String expected, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException unreadable) {
      throw new FaceException(message(number, expected, text), unreadable);
    }
  }

  private static int lineOf(String key) {
    return KEYS.indexOf(key) + 1;
  }

  private static FaceException wrong(int number, String expected, String got) {
    return new FaceException(message(number, expected, got));
  }

  private static String message(int number, String expected, String got) {
    return "line %d of a table of false match rates: expected %s, got '%s'"
        .formatted(number, expected, got);
  }
}
