package io.faceattendance.detect;

import io.faceattendance.FaceDetector;

/**
 * Looks at a picture as a whole and again tile by tile, for faces too small to be found in the
 * whole: those of group photos. A detector shrinks a large photo, a tile keeps its own pixels, and
 * {@code zoom} enlarges it besides.
 *
 * <p>A tile contributes faces up to {@code largestFace}; larger ones are left to the pass over the
 * whole picture. Tiles overlap by a little more than that, but by at most half a tile: each such
 * face is whole in one of them unless it is larger than half a tile. What an inner edge of a tile
 * cuts is dropped there. Of finds that overlap, whichever pass they are from, the best is kept.
 *
 * <p>A picture so small that the largest face of a tile has less than {@value #LEAST_FACE} pixels
 * there, where no detector finds one, is looked at once.
 *
 * <p>The price is time: tiles are looked at one after the other, each with all the threads of the
 * detector, and a zoom of 2 means four times the pixels.
 *
 * @param side width and height of a tile in pixels of the picture, at least 32; the detector should
 *     take {@code side * zoom} pixels without shrinking them
 * @param zoom by how much a tile is enlarged, above 0
 * @param largestFace longer side of the largest face that a tile contributes, as a share of the
 *     picture's longest side, above 0 to 1
 * @param overlapThreshold two boxes with a higher intersection over union are one face, 0 to 1
 */
public record Tiling(int side, double zoom, double largestFace, double overlapThreshold) {
  /** Pixels of the smallest face in a tile for which the tile is looked at. */
  static final int LEAST_FACE = 8;

  private static final int LEAST_SIDE = 32;

  /**
   * Checks the components.
   *
   * @param side as above
   * @param zoom as above
   * @param largestFace as above
   * @param overlapThreshold as above
   */
  public Tiling {
    if (side < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "expected tiles of at least %d pixels, got %d".formatted(LEAST_SIDE, side));
    }
    if (!(zoom > 0 && zoom <= (double) Short.MAX_VALUE / side)) {
      throw new IllegalArgumentException(
          "expected a zoom above 0 that leaves a tile of %d pixels below %d, got %s"
              .formatted(side, Short.MAX_VALUE, zoom));
    }
    Checks.requireShare("largest face", largestFace);
    Checks.requireUnit("overlap threshold", overlapThreshold);
  }

  /**
   * Tiles of 640 pixels, enlarged to twice their size, for faces up to a fiftieth of the picture.
   *
   * @return options that suit a detector that shrinks pictures to 1280 pixels
   */
  public static Tiling defaults() {
    return new Tiling(640, 2, 1.0 / 50, 0.3);
  }

  /**
   * The same tiling with another size of tiles.
   *
   * @param pixels at least 32
   * @return the changed options
   */
  public Tiling withSide(int pixels) {
    return new Tiling(pixels, zoom, largestFace, overlapThreshold);
  }

  /**
   * The same tiling with another enlargement.
   *
   * @param factor above 0; 1 leaves the pixels of large photos as they are
   * @return the changed options
   */
  public Tiling withZoom(double factor) {
    return new Tiling(side, factor, largestFace, overlapThreshold);
  }

  /**
   * The same tiling with another largest face.
   *
   * @param share of the picture's longest side, above 0 to 1
   * @return the changed options
   */
  public Tiling withLargestFace(double share) {
    return new Tiling(side, zoom, share, overlapThreshold);
  }

  /**
   * A detector that tiles.
   *
   * @param detector looks at the picture and at the tiles; the result owns it and closes it
   * @return the detector, as thread-safe as the one it is made of; the caller closes it
   */
  public FaceDetector over(FaceDetector detector) {
    return new TiledDetector(detector, this);
  }
}
