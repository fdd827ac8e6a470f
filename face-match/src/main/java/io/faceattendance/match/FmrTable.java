package io.faceattendance.match;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which similarity keeps which false match rate (FMR, ISO/IEC 19795-1), as measured for one
 * embedding space on one data set. Immutable.
 *
 * <p>A row has the lowest similarity at which the one-sided 95 % upper bound of the rate is at most
 * the row's rate; the rows go on as far as the data can bound a rate, which is 3 divided by the
 * number of comparisons with no false match seen (the "rule of 3"). Where one picture takes part in
 * many comparisons these are not independent; {@link #measure} therefore takes the bound over
 * persons as well.
 *
 * <p>The text form is {@code # key: value} lines, then one row a line: FMR, similarity, false
 * matches seen, upper 95 % bound.
 */
public final class FmrTable {
  // 1 - (1 - p)^(1/1) is p only up to rounding.
  private static final double ROUNDING = 1 + 1e-9;
  private static final String FOLDER = "fmr/";

  private final Source source;
  private final Evidence evidence;
  private final List<Row> rows;

  FmrTable(Source source, Evidence evidence, List<Row> rows) {
    this.source = source;
    this.evidence = evidence;
    this.rows = List.copyOf(rows);
  }

  /**
   * What was measured, and how.
   *
   * @param space the embeddings' space
   * @param modelDigests SHA-256 of the model files, lower-case hexadecimal, at least one
   * @param dataset the data set in words, one line
   * @param command how to measure it again, one line
   */
  public record Source(
      EmbeddingSpace space, List<String> modelDigests, String dataset, String command) {

    /**
     * Checks the components.
     *
     * @param space as above
     * @param modelDigests as above
     * @param dataset as above
     * @param command as above
     */
    public Source {
      modelDigests = List.copyOf(modelDigests);
      if (modelDigests.isEmpty()
          || !modelDigests.stream().allMatch(digest -> digest.matches("[0-9a-f]{64}"))) {
        throw new IllegalArgumentException(
            "expected SHA-256 digests of 64 lower-case hexadecimal digits, got " + modelDigests);
      }
      for (String text : List.of(dataset, command)) {
        if (text.isBlank() || !text.equals(text.strip()) || text.lines().count() != 1) {
          throw new IllegalArgumentException(
              "expected one line without blank ends, got '" + text + "'");
        }
      }
    }
  }

  /**
   * How much was measured.
   *
   * @param people how many different people
   * @param comparisons how many comparisons of two different people
   * @param bounds what the upper bounds assume
   */
  public record Evidence(int people, long comparisons, Bounds bounds) {}

  /** What an upper bound assumes. */
  public enum Bounds {
    /** Every comparison is independent of the others (exact bound of a Poisson mean). */
    INDEPENDENT,
    /** The greater of that and a bootstrap that draws persons with all their pictures. */
    OVER_PERSONS
  }

  /**
   * One operating point.
   *
   * @param fmr the rate that this row keeps, 0 to 1, at least its upper bound
   * @param similarity the lowest cosine that keeps it; equal or above is a match
   * @param errors how many false matches were seen there
   * @param upper95 one-sided 95 % upper bound of the rate there
   */
  public record Row(double fmr, double similarity, long errors, double upper95) {}

  /**
   * The table that comes with this library for a space.
   *
   * @param space the embeddings' space
   * @return the table
   * @throws ModelException if there is none: a threshold is measured, never assumed
   */
  public static FmrTable bundled(EmbeddingSpace space) {
    String name = FOLDER + space.id().replace('/', '+') + ".txt";
    try (InputStream resource = FmrTable.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new ModelException(
            ("expected a measured table of false match rates for %s, none comes with this library:"
                    + " measure one on pictures of known people, by the command calibrate, by evaluate"
                    + " thresholds (then --fmr-table FILE) or by FmrTable.measure (then MatchPolicy.defaults of"
                    + " the table)")
                .formatted(space));
      }
      return requireSpace(parse(text(resource)), space, name);
    } catch (IOException failed) {
      throw new ModelException("expected to read the resource " + name, failed);
    }
  }

  /**
   * A table from the scores of independent comparisons of different people. Where a picture takes
   * part in several comparisons, use {@link #measure}: the bounds would be too tight here.
   *
   * @param impostorScores cosines, each of two pictures of different people
   * @param people how many different people they are of
   * @param source where they come from
   * @return the table
   * @throws FaceException if the scores support no row
   * @throws IllegalArgumentException if there is no score, one is not finite or people is below 2
   */
  public static FmrTable of(double[] impostorScores, int people, Source source) {
    return FmrMeasurement.of(impostorScores, people).table(source);
  }

  /**
   * A table from all pairs of pictures of different people: {@link Calibration#table()} of a {@link
   * Calibration} that is asked for nothing else.
   *
   * @param pictures faces whose person is known; several pictures of a person are welcome
   * @param source where they come from
   * @return the table
   * @throws FaceException if the pictures support no row, are of less than two people or are more
   *     than {@link Calibration#MOST_PICTURES}
   * @throws IllegalArgumentException if a picture is of another space
   */
  public static FmrTable measure(List<LabelledEmbedding> pictures, Source source) {
    return Calibration.of(pictures, source).table();
  }

  /**
   * Reads the text form.
   *
   * @param text what {@link #text} gave
   * @return the table
   * @throws FaceException if it is not such a text; names the line
   */
  public static FmrTable parse(String text) {
    return FmrTableText.parse(text);
  }

  /**
   * Reads the text form from a file in UTF-8.
   *
   * @param file the file
   * @return the table
   * @throws IOException if the file cannot be read
   * @throws FaceException if it is not such a text; names the line
   */
  public static FmrTable read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new FaceException("expected a text in UTF-8 in %s, got other bytes".formatted(file), e);
    }
  }

  /**
   * Writes the text form to a file in UTF-8, replacing it.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  /**
   * The text form.
   *
   * @return lines for a person to read and for {@link #parse}
   */
  public String text() {
    return FmrTableText.format(this);
  }

  /**
   * The threshold for a false match rate. Between two rows the stricter one counts; beyond the last
   * one it is the last one, and says so.
   *
   * @param fmr the rate that is asked for, above 0, below 1
   * @return the threshold
   * @throws IllegalArgumentException if the rate is out of range
   */
  public Threshold threshold(double fmr) {
    if (!(fmr > 0 && fmr < 1)) {
      throw new IllegalArgumentException("expected an FMR above 0 and below 1, got " + fmr);
    }
    for (Row row : rows) {
      if (row.fmr() <= fmr * ROUNDING) {
        return new Threshold(row.similarity(), row.fmr(), true);
      }
    }
    Row strictest = rows.get(rows.size() - 1);
    return new Threshold(strictest.similarity(), strictest.fmr(), false);
  }

  /**
   * What was measured.
   *
   * @return the source
   */
  public Source source() {
    return source;
  }

  /**
   * How much was measured.
   *
   * @return the evidence
   */
  public Evidence evidence() {
    return evidence;
  }

  /**
   * The operating points.
   *
   * @return at least one, from the greatest FMR to the smallest that the data supports
   */
  public List<Row> rows() {
    return rows;
  }

  @Override
  public String toString() {
    return "FmrTable[%s, %s]".formatted(source.space(), evidence);
  }

  private static String text(InputStream resource) throws IOException {
    return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static FmrTable requireSpace(FmrTable table, EmbeddingSpace space, String name) {
    if (!table.source.space().equals(space)) {
      throw new ModelException(
          "expected a table for %s in %s, got one for %s"
              .formatted(space, name, table.source.space()));
    }
    return table;
  }
}
