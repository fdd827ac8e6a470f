package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.quality.FaceQuality;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How long it takes to measure a face. */
final class QualityTime {
  private QualityTime() {}

  /** Prints the median time of a measurement, and of one with a second look. */
  static void print(Path data, List<String> files, FaceDetector detector) {
    System.out.println("\n| picture | face, px | measured in | with a second look |");
    System.out.println("|---|---|---|---|");
    for (String file : files) {
      Image image = MeasuredFaces.image(data.resolve(file));
      Face face = MeasuredFaces.central(detector, image).orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f x %.0f | %.3f ms | %.1f ms |%n",
          file,
          face.box().width(),
          face.box().height(),
          median(2000, () -> FaceQuality.of(image, face)),
          median(20, () -> FaceQuality.of(image, face, detector)));
    }
  }

  private static double median(int calls, Supplier<FaceQuality> measuring) {
    double[] times = new double[calls];
    long values = 0;
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      values += measuring.get().measured().size();
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    if (values == 0) {
      throw new IllegalStateException("expected something to be measured");
    }
    Arrays.sort(times);
    return times[calls / 2];
  }
}
