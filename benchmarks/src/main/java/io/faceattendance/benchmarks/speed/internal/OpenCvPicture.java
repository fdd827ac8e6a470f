package io.faceattendance.benchmarks.speed.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.faceattendance.Image;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as OpenCV has them. */
public final class OpenCvPicture {
  private OpenCvPicture() {}

  /** Sets how many threads OpenCV's operations of this process may use. */
  public static void useThreads(int threads) {
    opencv_core.setNumThreads(threads);
  }

  static Mat of(Image image) {
    Mat pixels = new Mat(image.height(), image.width(), CV_8UC3);
    image.copyTo(pixels.<ByteBuffer>createBuffer());
    return pixels;
  }

  static Image toImage(Mat pixels) {
    return Image.copyOf(pixels.cols(), pixels.rows(), pixels.<ByteBuffer>createBuffer());
  }
}
