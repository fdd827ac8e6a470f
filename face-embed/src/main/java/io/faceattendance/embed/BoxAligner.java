package io.faceattendance.embed;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.Image;
import io.faceattendance.internal.PictureScaler;

/**
 * Cuts a face out by its box alone: the box with a margin on each side, bilinear, black outside the
 * picture. Stateless and thread-safe.
 */
final class BoxAligner implements FaceAligner {
  private static final int CHANNELS = 3;

  private final Shape shape;
  private final int margin;
  private final int size;

  /** What becomes of a box that is no square. */
  enum Shape {
    /** It is stretched. */
    BOX,
    /**
     * The square of the same centre and area is cut out instead, so that a detector with upright
     * boxes and one with squares give the same cut-out.
     */
    SQUARE
  }

  /**
   * An aligner.
   *
   * @param shape what becomes of a box that is no square
   * @param margin percent of the sides, added on each side; a negative one cuts off
   * @param size columns and rows of the cut-out
   */
  BoxAligner(Shape shape, int margin, int size) {
    this.shape = shape;
    this.margin = margin;
    this.size = size;
  }

  @Override
  public String id() {
    String word = shape == Shape.BOX ? "box" : "square";
    return "%s%s%d-%d".formatted(word, margin < 0 ? "-minus-" : "-", Math.abs(margin), size);
  }

  @Override
  public boolean needsLandmarks() {
    return false;
  }

  @Override
  public Image align(Image image, Face face) {
    BoundingBox box = face.box();
    double side = Math.sqrt(box.area());
    double width = shape == Shape.SQUARE ? side : box.width();
    double height = shape == Shape.SQUARE ? side : box.height();
    Span columns = Span.of(box.centre().x(), grown(width), image.width(), size);
    Span rows = Span.of(box.centre().y(), grown(height), image.height(), size);
    if (columns.isEmpty() || rows.isEmpty()) {
      return Image.of(size, size, new byte[size * size * CHANNELS]);
    }
    Image inside =
        PictureScaler.scale(
            image,
            columns.from,
            rows.from,
            columns.length,
            rows.length,
            columns.toLength,
            rows.toLength,
            PictureScaler.Filter.BILINEAR);
    boolean whole = inside.width() == size && inside.height() == size;
    return whole ? inside : onBlack(inside, columns.to, rows.to);
  }

  private double grown(double side) {
    return side * (1 + 2 * margin / 100.0);
  }

  private Image onBlack(Image inside, int left, int top) {
    byte[] pixels = new byte[size * size * CHANNELS];
    int width = inside.width();
    for (int row = 0; row < inside.height(); row++) {
      byte[] line = inside.copyRegion(0, row, width, 1);
      int start = ((top + row) * size + left) * CHANNELS;
      System.arraycopy(line, 0, pixels, start, line.length);
    }
    return Image.of(size, size, pixels);
  }

  /** The part of one axis that lies inside the picture, and where it goes in the cut-out. */
  private record Span(int from, int length, int to, int toLength) {

    static Span of(double centre, double side, int limit, int size) {
      double start = Math.floor(centre - side / 2);
      double end = Math.max(start + 1, Math.floor(centre + side / 2));
      double from = Math.max(0, start);
      double till = Math.min(limit, end);
      double scale = size / (end - start);
      int to = (int) Math.rint((from - start) * scale);
      int toEnd = (int) Math.rint((till - start) * scale);
      return new Span((int) from, (int) (till - from), to, toEnd - to);
    }

    boolean isEmpty() {
      return length < 1 || toLength < 1;
    }
  }
}
