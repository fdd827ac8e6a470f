package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.faceattendance.Image;
import io.faceattendance.Point;
import io.faceattendance.geometry.SimilarityTransform;
import io.faceattendance.testing.Pictures;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AffineWarpTest {
  private static final int SIZE = 24;

  @RepeatedTest(100)
  void equalsAPlainLoopInsideAcrossAndOutsideThePicture(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    Image image = Pictures.noise(1 + random.nextInt(60), 1 + random.nextInt(60), 1);
    SimilarityTransform toSource = randomTransform(random);

    byte[] actual = Pictures.pixels(AffineWarp.warp(image, toSource, SIZE, SIZE));

    assertWithin(actual, naive(image, toSource), 1);
  }

  @Test
  void theIdentityCopies() {
    Image image = Pictures.noise(SIZE, SIZE, 2);
    assertThat(AffineWarp.warp(image, new SimilarityTransform(1, 0, 0, 0), SIZE, SIZE))
        .isEqualTo(image);
  }

  @Test
  void mixesWithBlackAtEveryEdge() {
    Image white = Pictures.plain(SIZE, SIZE, 255, 255, 255);
    double half = 0.5;
    byte[] topLeft = warp(white, -half, -half);
    byte[] bottomRight = warp(white, half, half);

    assertThat(grey(topLeft, 0, 0)).isEqualTo(64);
    assertThat(grey(topLeft, 5, 0)).isEqualTo(128);
    assertThat(grey(topLeft, 0, 5)).isEqualTo(128);
    assertThat(grey(topLeft, 5, 5)).isEqualTo(255);
    assertThat(grey(bottomRight, SIZE - 1, SIZE - 1)).isEqualTo(64);
    assertThat(grey(bottomRight, SIZE - 1, 5)).isEqualTo(128);
    assertThat(grey(bottomRight, 5, SIZE - 1)).isEqualTo(128);
  }

  @Test
  void isBlackOutsideHoweverFar() {
    Image white = Pictures.plain(SIZE, SIZE, 255, 255, 255);
    byte[] black = new byte[SIZE * SIZE * 3];
    for (double far : new double[] {SIZE, -SIZE, 1e6, -1e6, 1e12, -1e12, 1e300}) {
      assertThat(warp(white, far, 0)).isEqualTo(black);
      assertThat(warp(white, 0, far)).isEqualTo(black);
    }
  }

  @Test
  void survivesEnormousScales() {
    Image white = Pictures.plain(SIZE, SIZE, 255, 255, 255);
    Image dots = AffineWarp.warp(white, new SimilarityTransform(1e9, 0, 0, 0), SIZE, SIZE);

    assertThat(grey(Pictures.pixels(dots), 0, 0)).isEqualTo(255);
    assertThat(grey(Pictures.pixels(dots), 1, 1)).isZero();
  }

  // OpenCV rounds positions to 1/32 pixel: on a smooth picture that is at most a level or two.
  @RepeatedTest(30)
  void agreesWithOpenCv(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    Image image = smooth(90, 70, random);
    SimilarityTransform toSource = randomTransform(random);

    byte[] actual = Pictures.pixels(AffineWarp.warp(image, toSource, SIZE, SIZE));

    byte[] expected = openCv(image, toSource);
    for (int i = 0; i < actual.length; i++) {
      Point source = toSource.apply(new Point(i / 3 % SIZE, i / 3 / SIZE));
      if (isInside(source, image)) {
        assertThat(actual[i] & 0xff).isBetween((expected[i] & 0xff) - 2, (expected[i] & 0xff) + 2);
      }
    }
  }

  // Across the edge a 1/32 pixel is up to 8 levels: the ramp from picture to black is steep.
  @RepeatedTest(30)
  void agreesWithOpenCvAcrossTheEdge(RepetitionInfo trial) {
    Random random = new Random(trial.getCurrentRepetition());
    Image image = Pictures.plain(40, 30, 200, 100, 50);
    SimilarityTransform toSource = randomTransform(random);

    byte[] actual = Pictures.pixels(AffineWarp.warp(image, toSource, SIZE, SIZE));

    assertWithin(actual, openCv(image, toSource), 9);
  }

  private static byte[] warp(Image image, double tx, double ty) {
    return Pictures.pixels(
        AffineWarp.warp(image, new SimilarityTransform(1, 0, tx, ty), SIZE, SIZE));
  }

  private static int grey(byte[] pixels, int x, int y) {
    return pixels[(y * SIZE + x) * 3] & 0xff;
  }

  private static SimilarityTransform randomTransform(Random random) {
    double scale = Math.exp(random.nextDouble() * 3 - 1.5);
    double angle = random.nextDouble() * 2 * Math.PI;
    return new SimilarityTransform(
        scale * Math.cos(angle),
        scale * Math.sin(angle),
        random.nextDouble() * 80 - 20,
        random.nextDouble() * 80 - 20);
  }

  private static Image smooth(int width, int height, Random random) {
    double fx = 0.02 + random.nextDouble() * 0.05;
    double fy = 0.02 + random.nextDouble() * 0.05;
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      pixels[i] = (byte) (128 + 120 * Math.sin(x * fx + i % 3) * Math.cos(y * fy));
    }
    return Image.of(width, height, pixels);
  }

  private static boolean isInside(Point p, Image image) {
    return p.x() >= 0 && p.y() >= 0 && p.x() <= image.width() - 1 && p.y() <= image.height() - 1;
  }

  private static byte[] naive(Image image, SimilarityTransform toSource) {
    byte[] result = new byte[SIZE * SIZE * 3];
    for (int i = 0; i < result.length; i++) {
      Point source = toSource.apply(new Point(i / 3 % SIZE, i / 3 / SIZE));
      double sum = 0;
      for (int y = 0; y < image.height(); y++) {
        double wy = Math.max(0, 1 - Math.abs(source.y() - y));
        for (int x = 0; wy > 0 && x < image.width(); x++) {
          double wx = Math.max(0, 1 - Math.abs(source.x() - x));
          sum += wx > 0 ? wx * wy * (image.copyRegion(x, y, 1, 1)[i % 3] & 0xff) : 0;
        }
      }
      result[i] = (byte) Math.round(sum);
    }
    return result;
  }

  @SuppressWarnings("try") // the scope frees what is made inside it, nobody reads it
  private static byte[] openCv(Image image, SimilarityTransform t) {
    ByteBuffer source = ByteBuffer.allocateDirect(image.width() * image.height() * 3);
    image.copyTo(source);
    ByteBuffer target = ByteBuffer.allocateDirect(SIZE * SIZE * 3);
    try (PointerScope scope = new PointerScope()) {
      Mat matrix = new Mat(2, 3, CV_64F);
      DoubleBuffer values = matrix.createBuffer();
      values.put(new double[] {t.a(), -t.b(), t.tx(), t.b(), t.a(), t.ty()});
      warpAffine(
          new Mat(image.height(), image.width(), CV_8UC3, new BytePointer(source.flip())),
          new Mat(SIZE, SIZE, CV_8UC3, new BytePointer(target)),
          matrix,
          new Size(SIZE, SIZE),
          INTER_LINEAR | WARP_INVERSE_MAP,
          BORDER_CONSTANT,
          new Scalar(0));
    }
    byte[] pixels = new byte[target.remaining()];
    target.get(pixels);
    return pixels;
  }

  private static void assertWithin(byte[] actual, byte[] expected, int tolerance) {
    for (int i = 0; i < actual.length; i++) {
      assertThat((actual[i] & 0xff) - (expected[i] & 0xff))
          .as("value %d", i)
          .isBetween(-tolerance, tolerance);
    }
  }
}
