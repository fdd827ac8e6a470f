package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.model.ModelCatalog;
import io.faceattendance.model.PinnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a table of thresholds says about how it came to be. */
final class MeasuredSource {
  private MeasuredSource() {}

  /** The source of what a command measured on faces of the pictures in a folder. */
  static FmrTable.Source of(
      FaceCommand command, EmbeddingSpace space, Path root, List<LabelledEmbedding> faces)
      throws IOException {
    long people = faces.stream().map(LabelledEmbedding::person).distinct().count();
    String dataset = "%d pictures of %d people in %s".formatted(faces.size(), people, root);
    return new FmrTable.Source(
        space, digests(command.common.models), oneLine(dataset), oneLine(words(command)));
  }

  private static List<String> digests(ModelOptions models) throws IOException {
    Optional<Path> own = ModelOptions.file(models.embedder);
    return own.isPresent()
        ? List.of(ModelCatalog.sha256(own.get()))
        : ModelCards.of(models.embedder).stream()
            .flatMap(card -> card.file().stream())
            .map(PinnedFile::sha256)
            .toList();
  }

  private static String words(FaceCommand command) {
    return "face-attendance "
        + String.join(" ", command.spec.root().commandLine().getParseResult().originalArgs());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
