package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.FaceException;
import io.faceattendance.detect.evaluation.Difficulty;
import io.faceattendance.detect.evaluation.LabelledFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One row of a boxes file.
 *
 * @param picture its file
 * @param face the box and what is known of it
 */
record LabelledBox(Path picture, LabelledFace face) {
  private static final List<String> COLUMNS =
      List.of("path", "x", "y", "w", "h", "invalid", "easy", "medium", "hard");

  /**
   * The boxes of every picture, in the order of the file.
   *
   * @param file the boxes file
   * @param root what its paths are relative to
   */
  static Map<Path, List<LabelledFace>> read(Path file, Path root) throws IOException {
    Path folder = root.toAbsolutePath().normalize();
    List<LabelledBox> boxes = CsvRow.read(file, COLUMNS, row -> of(row, folder));
    if (boxes.isEmpty()) {
      throw new FaceException("expected at least one box in %s, got none".formatted(file));
    }
    Map<Path, List<LabelledFace>> pictures = new LinkedHashMap<>();
    for (LabelledBox box : boxes) {
      pictures.computeIfAbsent(box.picture(), any -> new ArrayList<>()).add(box.face());
    }
    return pictures;
  }

  private static LabelledBox of(CsvRow row, Path root) {
    BoundingBox box =
        new BoundingBox(row.number("x"), row.number("y"), extent(row, "w"), extent(row, "h"));
    Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
    for (Difficulty difficulty : Difficulty.values()) {
      if (row.isTrue(difficulty.name().toLowerCase(Locale.ROOT))) {
        difficulties.add(difficulty);
      }
    }
    return new LabelledBox(
        row.picture(root), new LabelledFace(box, row.isTrue("invalid"), difficulties));
  }

  private static double extent(CsvRow row, String column) {
    double extent = row.number(column);
    if (extent < 0) {
      throw row.bad(column + " to be at least 0", row.text(column));
    }
    return extent;
  }
}
