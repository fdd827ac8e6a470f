package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.match.Calibration;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.quality.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * A data set that has a folder of pictures for each person.
 *
 * @param pictures every picture, by folder and name
 */
record PeopleFolder(List<Picture> pictures) {

  /**
   * One picture.
   *
   * @param person stands for the folder: its name need not be an id
   * @param file the picture
   */
  record Picture(PersonId person, Path file) {}

  /**
   * What became of a picture.
   *
   * @param file the picture
   * @param face the face nearest the centre; empty if there is none that can be used
   * @param reason why there is none, empty if there is one
   */
  record Examined(Path file, Optional<LabelledEmbedding> face, String reason) {}

  static PeopleFolder read(Path root) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    int number = 0;
    for (Path folder : Photos.folders(root)) {
      PersonId person = PersonId.of("folder-" + number++);
      Photos.list(folder).forEach(file -> pictures.add(new Picture(person, file)));
    }
    if (pictures.isEmpty()) {
      throw new FaceException(
          "expected pictures in the folders of %s, one folder for each person; found none"
              .formatted(root));
    }
    requireComparable(root, pictures.size());
    return new PeopleFolder(List.copyOf(pictures));
  }

  /** Refuses before the long work what is refused after it. */
  private static void requireComparable(Path root, int pictures) {
    if (pictures > Calibration.MOST_PICTURES) {
      throw new FaceException(
          "expected at most %d pictures in %s, since every two are compared, got %d: take fewer of each person"
              .formatted(Calibration.MOST_PICTURES, root, pictures));
    }
  }

  /** Embeds the face nearest the centre of every picture, the pictures side by side. */
  List<Examined> examine(FaceEngine engine, ImageLimits limits) {
    try (ProgressBar progress =
        Bars.plain().setTaskName("embed").setInitialMax(pictures.size()).build()) {
      return pictures.parallelStream()
          .map(
              picture -> {
                Examined examined = examine(engine, picture, limits);
                progress.step();
                return examined;
              })
          .toList();
    }
  }

  /** A picture that cannot be read does not keep the others from being measured. */
  private static Examined examine(FaceEngine engine, Picture picture, ImageLimits limits) {
    Image image;
    try {
      image = Photos.read(picture.file(), limits);
    } catch (IOException | FaceException e) {
      return new Examined(picture.file(), Optional.empty(), Main.message(e));
    }
    Optional<AnalyzedFace> face = engine.analyzeCentral(image);
    return new Examined(
        picture.file(),
        face.flatMap(AnalyzedFace::embedding)
            .map(embedding -> new LabelledEmbedding(picture.person(), embedding)),
        face.map(found -> Finding.message(found.findings())).orElse("expected a face, found none"));
  }
}
