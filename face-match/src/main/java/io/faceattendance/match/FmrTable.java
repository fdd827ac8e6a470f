package io.faceattendance.match;

import io.faceattendance.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Stub. */
public final class FmrTable {
  private final Source source;

  private FmrTable(Source source) {
    this.source = source;
  }

  /**
   * What was measured.
   *
   * @param space the embeddings' space
   * @param modelDigests SHA-256 of the model files, in hexadecimal
   * @param dataset the data set in words
   * @param command how to measure it again
   */
  public record Source(
      EmbeddingSpace space, List<String> modelDigests, String dataset, String command) {}

  static FmrTable bundled(EmbeddingSpace space) {
    throw new UnsupportedOperationException();
  }

  public static FmrTable of(double[] impostorScores, int people, Source source) {
    throw new UnsupportedOperationException();
  }

  public static FmrTable measure(List<LabelledEmbedding> pictures, Source source) {
    throw new UnsupportedOperationException();
  }

  public static FmrTable parse(String text) {
    throw new UnsupportedOperationException();
  }

  public static FmrTable read(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  public void write(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  public Source source() {
    return source;
  }

  public Threshold threshold(double fmr) {
    throw new UnsupportedOperationException();
  }
}
