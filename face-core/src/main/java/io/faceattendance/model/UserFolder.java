package io.faceattendance.model;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that the user gave: only read, never changed, and searched without its subfolders. */
final class UserFolder {
  private final Path folder;
  private final Verifier verifier;

  UserFolder(Path folder, Verifier verifier) {
    this.folder = folder;
    this.verifier = verifier;
  }

  /** The file under its own name, or else under any other. */
  Optional<Path> find(PinnedFile file) throws IOException {
    Path named = folder.resolve(file.name());
    if (verifier.matches(named, file)) {
      return Optional.of(named);
    }
    for (Path candidate : files()) {
      if (verifier.matches(candidate, file)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** A file of the right name that is another one. */
  Optional<Path> impostor(PinnedFile file) {
    return Optional.of(folder.resolve(file.name())).filter(Files::isRegularFile);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      // Whoever named it relies on it: a download instead would go unnoticed.
      throw new ModelException(
          "expected a folder of models at %s, found none: mend or unset FACE_MODELS"
              .formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
