package io.faceattendance.benchmarks.speed.internal;

import io.faceattendance.BoundingBox;
import io.faceattendance.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/** OpenCV's own YuNet on one picture that is in native memory already. Not thread-safe. */
public final class OpenCvFaceDetector implements AutoCloseable {
  private static final int MOST_FACES = 5000;

  private final FaceDetectorYN detector;
  private final Mat pixels;

  private OpenCvFaceDetector(FaceDetectorYN detector, Mat pixels) {
    this.detector = detector;
    this.pixels = pixels;
  }

  /**
   * Opens the detector for one picture.
   *
   * @param file the fixed export of YuNet, the only one that OpenCV loads
   * @param image the picture, searched in its own size
   * @param score least confidence of a face
   * @param overlap two boxes with a higher intersection over union are one face
   */
  public static OpenCvFaceDetector open(Path file, Image image, double score, double overlap) {
    try (Size size = new Size(image.width(), image.height())) {
      FaceDetectorYN detector =
          FaceDetectorYN.create(
              file.toString(), "", size, (float) score, (float) overlap, MOST_FACES, 0, 0);
      return new OpenCvFaceDetector(detector, OpenCvPicture.of(image));
    }
  }

  /**
   * Finds the faces.
   *
   * @return how many
   */
  @SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
  public int detect() {
    try (PointerScope scope = new PointerScope()) {
      Mat faces = new Mat();
      detector.detect(pixels, faces);
      return faces.rows();
    }
  }

  /** The boxes that it finds, to check that the library's are the same. */
  @SuppressWarnings("try") // as above
  public List<BoundingBox> boxes() {
    List<BoundingBox> boxes = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat faces = new Mat();
      detector.detect(pixels, faces);
      float[] box = new float[4];
      FloatIndexer rows = faces.createIndexer();
      for (int row = 0; row < faces.rows(); row++) {
        rows.get(row, box);
        boxes.add(new BoundingBox(box[0], box[1], box[2], box[3]));
      }
    }
    return boxes;
  }

  @Override
  public void close() {
    detector.close();
    pixels.close();
  }
}
