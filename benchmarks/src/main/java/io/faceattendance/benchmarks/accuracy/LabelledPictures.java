package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.BoundingBox;
import io.faceattendance.detect.evaluation.Difficulty;
import io.faceattendance.detect.evaluation.LabelledFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The pictures of a folder whose {@code boxes.csv} labels their faces. */
final class LabelledPictures {
  private LabelledPictures() {}

  /** Picture and labelled boxes, in the order of the file. */
  static Map<Path, List<LabelledFace>> read(Path root) throws IOException {
    List<String> lines = Files.readAllLines(root.resolve("boxes.csv"));
    List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
    Map<Path, List<LabelledFace>> pictures = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Row row = new Row(columns, line.split(",", -1));
      Path picture = root.resolve(row.text("path"));
      pictures.computeIfAbsent(picture, any -> new ArrayList<>()).add(row.face());
    }
    return pictures;
  }

  private record Row(List<String> columns, String[] values) {

    String text(String column) {
      int index = columns.indexOf(column);
      if (index < 0 || index >= values.length) {
        throw new IllegalArgumentException(
            "expected a column %s, got %s".formatted(column, columns));
      }
      return values[index];
    }

    private double number(String column) {
      return Double.parseDouble(text(column));
    }

    LabelledFace face() {
      Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
      for (Difficulty difficulty : Difficulty.values()) {
        if (text(difficulty.name().toLowerCase(Locale.ROOT)).equals("1")) {
          difficulties.add(difficulty);
        }
      }
      return new LabelledFace(
          new BoundingBox(number("x"), number("y"), number("w"), number("h")),
          text("invalid").equals("1"),
          difficulties);
    }
  }
}
