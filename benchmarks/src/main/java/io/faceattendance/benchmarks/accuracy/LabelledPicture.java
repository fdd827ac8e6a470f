package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;
import io.faceattendance.detect.evaluation.Difficulty;
import io.faceattendance.detect.evaluation.LabelledFace;
import io.faceattendance.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A picture with the boxes that somebody drew on it.
 *
 * @param image the picture
 * @param faces its boxes
 */
record LabelledPicture(Image image, List<LabelledFace> faces) {
  private static final int CHANNELS = 3;

  /**
   * Reads WIDER FACE's boxes as CSV: path, x, y, w, h, blur, expression, illumination, invalid,
   * occlusion, pose, easy, medium, hard.
   */
  static List<LabelledPicture> read(Path folder) throws IOException {
    Map<String, List<LabelledFace>> labels = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("boxes.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      labels.computeIfAbsent(row[0], any -> new ArrayList<>()).add(face(row));
    }
    List<LabelledPicture> pictures = new ArrayList<>();
    for (Map.Entry<String, List<LabelledFace>> entry : labels.entrySet()) {
      Image image = Images.read(folder.resolve(entry.getKey()));
      pictures.add(new LabelledPicture(image, entry.getValue()));
    }
    return pictures;
  }

  private static LabelledFace face(String[] row) {
    Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
    for (Difficulty difficulty : Difficulty.values()) {
      if (row[11 + difficulty.ordinal()].equals("1")) {
        difficulties.add(difficulty);
      }
    }
    double[] box = new double[4];
    for (int i = 0; i < box.length; i++) {
      box[i] = Double.parseDouble(row[1 + i]);
    }
    BoundingBox drawn = new BoundingBox(box[0], box[1], box[2], box[3]);
    return new LabelledFace(drawn, row[8].equals("1"), difficulties);
  }

  /** Large photos: so many pictures side by side in so many rows, black where one is smaller. */
  static List<LabelledPicture> mosaics(List<LabelledPicture> pictures, int columns, int rows) {
    List<LabelledPicture> mosaics = new ArrayList<>();
    int count = columns * rows;
    for (int start = 0; start + count <= pictures.size(); start += count) {
      mosaics.add(mosaic(pictures.subList(start, start + count), columns, rows));
    }
    return mosaics;
  }

  private static LabelledPicture mosaic(List<LabelledPicture> parts, int columns, int rows) {
    int cellWidth = parts.stream().mapToInt(part -> part.image.width()).max().orElseThrow();
    int cellHeight = parts.stream().mapToInt(part -> part.image.height()).max().orElseThrow();
    int width = columns * cellWidth;
    byte[] pixels = new byte[width * rows * cellHeight * CHANNELS];
    List<LabelledFace> faces = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int left = i % columns * cellWidth;
      int top = i / columns * cellHeight;
      copy(parts.get(i).image, left, top, width, pixels);
      for (LabelledFace face : parts.get(i).faces) {
        BoundingBox box = face.box();
        BoundingBox moved =
            new BoundingBox(box.x() + left, box.y() + top, box.width(), box.height());
        faces.add(new LabelledFace(moved, face.invalid(), face.difficulties()));
      }
    }
    return new LabelledPicture(Image.of(width, rows * cellHeight, pixels), faces);
  }

  private static void copy(Image image, int left, int top, int width, byte[] target) {
    byte[] source = image.copyRegion(0, 0, image.width(), image.height());
    int row = image.width() * CHANNELS;
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(source, y * row, target, ((top + y) * width + left) * CHANNELS, row);
    }
  }
}
