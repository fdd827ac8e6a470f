package io.faceattendance.benchmarks.speed.internal;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.geometry.SimilarityTransform;
import java.nio.DoubleBuffer;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * {@code warpAffine} alone: picture, matrix and result are in native memory, and the matrix is
 * computed before. Not thread-safe.
 */
public final class OpenCvWarp implements AutoCloseable {
  // The peer's own copy of the published template: it must not share the library's mistakes.
  private static final List<Point> TEMPLATE =
      List.of(
          new Point(38.2946, 51.6963),
          new Point(73.5318, 51.5014),
          new Point(56.0252, 71.7366),
          new Point(41.5493, 92.3655),
          new Point(70.7299, 92.2041));

  private final Mat pixels;
  private final Mat matrix = new Mat(2, 3, CV_64F);
  private final Mat target = new Mat();
  private final Size size = new Size(112, 112);
  private final Scalar black = new Scalar(0.0);

  /**
   * The warp of one face.
   *
   * @param image its picture
   * @param landmarks its landmarks
   */
  public OpenCvWarp(Image image, Landmarks landmarks) {
    this.pixels = OpenCvPicture.of(image);
    SimilarityTransform t = SimilarityTransform.fit(landmarks.points(), TEMPLATE).inverse();
    matrix
        .<DoubleBuffer>createBuffer()
        .put(new double[] {t.a(), -t.b(), t.tx(), t.b(), t.a(), t.ty()});
  }

  /**
   * Warps.
   *
   * @return rows of the result
   */
  public int warp() {
    warpAffine(
        pixels, target, matrix, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_CONSTANT, black);
    return target.rows();
  }

  /** The warped face, to check that the library's is the same. */
  public Image picture() {
    warp();
    return OpenCvPicture.toImage(target);
  }

  @Override
  public void close() {
    List.of(pixels, matrix, target).forEach(Mat::close);
    size.close();
    black.close();
  }
}
