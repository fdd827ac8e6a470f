package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.image.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the pictures of a command, and writes annotated ones. */
final class Photos {
  private Photos() {}

  static Image read(Path photo, ImageLimits limits) throws IOException {
    requireNoFolder(photo);
    return Images.read(photo, limits);
  }

  /** Each photo is read when it is asked for: many at once would not fit into memory. */
  static Stream<Image> oneByOne(List<Path> photos, ImageLimits limits) {
    return photos.stream()
        .map(
            photo -> {
              try {
                return read(photo, limits);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Finds a wrong name before models are loaded and a store is opened. */
  static void requireFiles(List<Path> photos) throws IOException {
    for (Path photo : photos) {
      requireNoFolder(photo);
      if (!Files.exists(photo)) {
        throw new NoSuchFileException(photo.toString());
      }
    }
  }

  private static void requireNoFolder(Path photo) {
    if (Files.isDirectory(photo)) {
      throw new FaceException("expected a picture, got the folder " + photo);
    }
  }

  /** The files and folders in a folder, by name, without hidden ones. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !name(entry).startsWith(".")).sorted().toList();
    }
  }

  /** The folders in a folder that has one for each person; at least one. */
  static List<Path> folders(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FaceException("expected a folder with a folder for each person, got " + root);
    }
    // What is a file here is no person: a list, a licence. A broken link may have been one.
    List<Path> folders = list(root).stream().filter(entry -> !Files.isRegularFile(entry)).toList();
    if (folders.isEmpty()) {
      throw new FaceException(
          "expected a folder for each person in %s, found none".formatted(root));
    }
    return folders;
  }

  /** Whether a text has characters that this JVM could not read in its locale. */
  static boolean isGarbled(String text) {
    return text.indexOf('\uFFFD') >= 0;
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * Where the annotated copy of each photo goes: one file, or one in a folder for each.
   *
   * @param photos what is annotated
   * @param target a file for one photo, or a folder
   */
  static List<Path> annotated(List<Path> photos, Path target) throws IOException {
    boolean file = !Files.isDirectory(target) && looksLikeAFile(target);
    if (file && (photos.size() > 1 || !isPicture(target))) {
      throw new FaceException(
          "expected a folder%s to annotate %s, got %s"
              .formatted(
                  photos.size() == 1 ? " or a .png or .jpg file" : "",
                  Result.count(photos.size(), "photo", "photos"),
                  target));
    }
    List<Path> targets = new ArrayList<>();
    for (Path photo : photos) {
      targets.add(file ? target : unused(target.resolve(pictureName(photo)), targets));
    }
    for (Path one : targets) {
      refuseToOverwrite(one, photos);
      if (Files.isDirectory(one)) {
        throw new FaceException(
            "expected to write the annotated picture to %s, a folder is there".formatted(one));
      }
      Files.createDirectories(one.toAbsolutePath().normalize().getParent());
    }
    return targets;
  }

  private static void refuseToOverwrite(Path target, List<Path> photos) throws IOException {
    for (Path photo : photos) {
      if (Files.exists(target) && Files.exists(photo) && Files.isSameFile(target, photo)) {
        throw new FaceException(
            "the annotated picture would replace the photo %s: name another file or folder"
                .formatted(photo));
      }
    }
  }

  private static String pictureName(Path photo) {
    return isPicture(photo) ? name(photo) : name(photo) + ".png";
  }

  private static Path unused(Path wanted, List<Path> taken) {
    Path path = wanted;
    for (int i = 2; taken.contains(path); i++) {
      path = wanted.resolveSibling(i + "-" + name(wanted));
    }
    return path;
  }

  // "out.bmp" is a file that cannot be written, "2026.09.01" is a folder that is not there yet.
  private static boolean looksLikeAFile(Path target) {
    return Files.exists(target) || name(target).matches(".+\\.\\p{Alpha}\\w{1,4}");
  }

  private static boolean isPicture(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }
}
