package io.faceattendance.embed;

import io.faceattendance.Image;
import io.faceattendance.geometry.SimilarityTransform;
import io.faceattendance.internal.AffineWarp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes views of one aligned face, as other light, a tilted head or an unsteady camera would show
 * it. The first view is the face as it is. Of each other one are drawn, evenly: a mirror image or
 * none, a rotation about the centre by up to 10 degrees (bilinear, black outside), a slight blur or
 * none, a contrast of 0.9 to 1.1 and a brightness of -25 to 25 grey levels. These are the constants
 * of an attendance system that makes 16 views of each picture that it enrols.
 *
 * <p>The same seed and face give the same views bit for bit. Channels keep their order. Immutable
 * and thread-safe.
 *
 * @param views how many there are, with the face itself: 2..64
 * @param seed of what is drawn
 */
public record Augmenter(int views, long seed) {
  private static final int FEWEST = 2;
  private static final int MOST = 64;
  private static final int DEFAULT_VIEWS = 16;
  private static final long DEFAULT_SEED = 42;

  private static final double FLIPPED = 0.5;
  private static final double LARGEST_DEGREES = 10;
  private static final double BLURRED = 0.3;
  private static final double LARGEST_CONTRAST_CHANGE = 0.1;
  private static final double LARGEST_BRIGHTNESS = 25;

  /**
   * Checks the components.
   *
   * @param views as above
   * @param seed as above
   */
  public Augmenter {
    if (views < FEWEST || views > MOST) {
      throw new IllegalArgumentException(
          "expected %d to %d views, got %d".formatted(FEWEST, MOST, views));
    }
  }

  /**
   * 16 views by a fixed seed.
   *
   * @return the defaults
   */
  public static Augmenter defaults() {
    return new Augmenter(DEFAULT_VIEWS, DEFAULT_SEED);
  }

  /**
   * The same with another number of views. The first ones of more are the same.
   *
   * @param count 2..64
   * @return the augmenter
   */
  public Augmenter withViews(int count) {
    return new Augmenter(count, seed);
  }

  /**
   * The same with another seed.
   *
   * @param number any
   * @return the augmenter
   */
  public Augmenter withSeed(long number) {
    return new Augmenter(views, number);
  }

  /**
   * Makes the views.
   *
   * @param aligned the face, as an aligner cut it out
   * @return {@link #views()} pictures of the same size, the first one the face itself
   */
  public List<Image> augment(Image aligned) {
    Random random = new Random(seed);
    List<Image> made = new ArrayList<>(views);
    made.add(aligned);
    while (made.size() < views) {
      made.add(view(aligned, random));
    }
    return List.copyOf(made);
  }

  // As many numbers are drawn for each view whatever they say, so that views do not depend on it.
  private static Image view(Image aligned, Random random) {
    boolean flipped = random.nextDouble() < FLIPPED;
    double degrees = between(-LARGEST_DEGREES, LARGEST_DEGREES, random);
    boolean blurred = random.nextDouble() < BLURRED;
    double contrast = between(1 - LARGEST_CONTRAST_CHANGE, 1 + LARGEST_CONTRAST_CHANGE, random);
    double brightness = between(-LARGEST_BRIGHTNESS, LARGEST_BRIGHTNESS, random);
    Image turned = rotated(flipped ? Mirror.of(aligned) : aligned, degrees);
    return Tones.changed(blurred ? Blur.of(turned) : turned, contrast, brightness);
  }

  private static double between(double low, double high, Random random) {
    return low + (high - low) * random.nextDouble();
  }

  private static Image rotated(Image image, double degrees) {
    double a = StrictMath.cos(StrictMath.toRadians(degrees));
    double b = StrictMath.sin(StrictMath.toRadians(degrees));
    double x = (image.width() - 1) / 2.0;
    double y = (image.height() - 1) / 2.0;
    SimilarityTransform turn = new SimilarityTransform(a, b, x - a * x + b * y, y - b * x - a * y);
    return AffineWarp.warp(image, turn, image.width(), image.height());
  }
}
