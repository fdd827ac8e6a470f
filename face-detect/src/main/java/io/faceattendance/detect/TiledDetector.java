package io.faceattendance.detect;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import java.util.ArrayList;
import java.util.List;

/** A pass over the whole picture, and one over each of its tiles for the small faces. */
final class TiledDetector extends DecoratedDetector {
  // What a face needs around it to be found, besides being whole.
  private static final int CONTEXT = 16;

  private final Tiling tiling;

  TiledDetector(FaceDetector inner, Tiling tiling) {
    super(inner);
    this.tiling = tiling;
  }

  @Override
  List<Face> detect(Image image, FaceDetector inner) {
    double largest = tiling.largestFace() * Math.max(image.width(), image.height());
    if (largest * tiling.zoom() < Tiling.LEAST_FACE) {
      return inner.detect(image);
    }
    List<View> tiles = tiles(image, largest);
    List<Face> whole = inner.detect(image);
    if (tiles.equals(List.of(View.whole(image)))) {
      return whole;
    }
    List<Face> faces = new ArrayList<>(whole);
    for (View tile : tiles) {
      for (Face found : inner.detect(tile.of(image))) {
        Face face = tile.toPicture(found);
        if (View.longerSide(face.box()) <= largest && isWhole(face.box(), tile, image)) {
          faces.add(face);
        }
      }
    }
    return JointSuppression.join(faces, tiling.overlapThreshold());
  }

  private List<View> tiles(Image image, double largest) {
    // At most half a tile, or the number of tiles would grow without bound.
    int overlap = (int) Math.min(tiling.side() / 2, Math.ceil(largest) + CONTEXT);
    int step = tiling.side() - overlap;
    int width = Math.min(tiling.side(), image.width());
    int height = Math.min(tiling.side(), image.height());
    List<View> tiles = new ArrayList<>();
    for (int y : starts(image.height(), step)) {
      for (int x : starts(image.width(), step)) {
        tiles.add(View.part(x, y, width, height, tiling.zoom()));
      }
    }
    return tiles;
  }

  /** The first pixel of each tile along one side: evenly spread, at most a step apart. */
  private int[] starts(int extent, int step) {
    int last = Math.max(0, extent - tiling.side());
    int steps = (last + step - 1) / step;
    int[] starts = new int[steps + 1];
    for (int i = 1; i <= steps; i++) {
      starts[i] = (int) ((long) last * i / steps);
    }
    return starts;
  }

  /** Whether no inner edge of the tile cuts the face; the picture's own edge may. */
  private static boolean isWhole(BoundingBox box, View tile, Image image) {
    int right = tile.x() + tile.width();
    int bottom = tile.y() + tile.height();
    return (tile.x() == 0 || box.x() > tile.x())
        && (tile.y() == 0 || box.y() > tile.y())
        && (right == image.width() || box.right() < right)
        && (bottom == image.height() || box.bottom() < bottom);
  }
}
