package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The table of {@code --fmr-table}.
 *
 * @param file where it was read
 * @param table what was measured
 */
record OwnThresholds(Path file, FmrTable table) {

  static OwnThresholds read(Path file) {
    try {
      return new OwnThresholds(file, FmrTable.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FaceException e) {
      throw new FaceException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  MatchPolicy policy(EmbeddingSpace space) {
    EmbeddingSpace measured = table.source().space();
    if (!measured.equals(space)) {
      throw new FaceException(
          ("expected a table of false match rates for the embedder's space %s, %s is for %s: choose"
                  + " the models it was measured with, or measure one (evaluate thresholds)")
              .formatted(space, file, measured));
    }
    return MatchPolicy.defaults(table);
  }
}
