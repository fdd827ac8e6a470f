package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.Pictures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes every blue rectangle for a face, with its shade as its name and score. It sees faces whose
 * longer side is within its range, as networks do, and remembers what it was shown.
 */
final class ColourDetector implements FaceDetector {
  private final double smallest;
  private final double largest;
  private int closed;

  /** What it was shown, in order. */
  final List<Image> shown = new ArrayList<>();

  ColourDetector(double smallest, double largest) {
    this.smallest = smallest;
    this.largest = largest;
  }

  /** A black picture with a rectangle of pure blue for each box; shades from 255 downwards. */
  static Image picture(int width, int height, List<BoundingBox> boxes) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < boxes.size(); i++) {
      BoundingBox box = boxes.get(i);
      for (int y = (int) box.y(); y < box.bottom(); y++) {
        for (int x = (int) box.x(); x < box.right(); x++) {
          pixels[(y * width + x) * 3] = (byte) (255 - i);
        }
      }
    }
    return Image.of(width, height, pixels);
  }

  int timesClosed() {
    return closed;
  }

  @Override
  public synchronized List<Face> detect(Image image) {
    if (closed > 0) {
      throw new IllegalStateException("the inner detector is closed");
    }
    shown.add(image);
    return boxes(image).entrySet().stream()
        .filter(entry -> isInRange(entry.getValue()))
        .map(entry -> face(entry.getValue(), entry.getKey() / 255.0))
        .sorted(Comparator.comparingDouble(face -> -face.score()))
        .toList();
  }

  private boolean isInRange(BoundingBox box) {
    double longer = Math.max(box.width(), box.height());
    return longer >= smallest && longer <= largest;
  }

  private static Map<Integer, BoundingBox> boxes(Image image) {
    byte[] pixels = Pictures.pixels(image);
    Map<Integer, BoundingBox> boxes = new TreeMap<>();
    for (int i = 0; i < pixels.length; i += 3) {
      int shade = pixels[i] & 0xff;
      if (shade > 128) {
        int pixel = i / 3;
        BoundingBox one = new BoundingBox(pixel % image.width(), pixel / image.width(), 1, 1);
        boxes.merge(shade, one, ColourDetector::around);
      }
    }
    return boxes;
  }

  private static BoundingBox around(BoundingBox a, BoundingBox b) {
    double x = Math.min(a.x(), b.x());
    double y = Math.min(a.y(), b.y());
    return new BoundingBox(
        x, y, Math.max(a.right(), b.right()) - x, Math.max(a.bottom(), b.bottom()) - y);
  }

  private static Face face(BoundingBox box, double score) {
    Point corner = new Point(box.x(), box.y());
    Point middle = box.centre();
    Point end = new Point(box.right(), box.bottom());
    return new Face(box, score, Optional.of(new Landmarks(corner, middle, middle, middle, end)));
  }

  @Override
  public boolean findsLandmarks() {
    return true;
  }

  @Override
  public synchronized void close() {
    closed++;
  }
}
