package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import org.junit.jupiter.api.Test;

/** The decoding against OpenCV's own, on the same weights, input size and thresholds. */
class OpenCvOracleTest {
  private static final double SAME_FACE = 0.9;

  @Test
  void findsTheFacesThatOpenCvFinds() throws IOException {
    DetectionOptions options = DetectorSpec.YUNET.defaults().withLongestSide(Integer.MAX_VALUE);
    Agreement agreement = new Agreement();
    try (OnnxDetector ours =
            OnnxDetector.open(
                RealFiles.model("yunet_n_dynamic.onnx"), DetectorSpec.YUNET, options);
        FaceDetectorYN theirs = openCv(options)) {
      for (Path picture : pictures()) {
        try (PointerScope scope = new PointerScope()) {
          scope.attach(compare(picture, ours, theirs, agreement));
        }
      }
    }
    System.out.println(agreement);

    assertThat(agreement.ourFaces).isGreaterThan(500);
    assertThat(agreement.theirFacesFound()).isGreaterThanOrEqualTo(0.99);
    assertThat(agreement.ourFacesFound()).isGreaterThanOrEqualTo(0.99);
    assertThat(agreement.medianLandmarkDistance()).isLessThan(1);
  }

  private static FaceDetectorYN openCv(DetectionOptions options) {
    return FaceDetectorYN.create(
        RealFiles.model("yunet_n_640_640.onnx").toString(),
        "",
        new Size(640, 640),
        (float) options.scoreThreshold(),
        (float) options.overlapThreshold(),
        5000,
        0,
        0);
  }

  private static List<Path> pictures() throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (String folder : List.of("wider/images", "group")) {
      try (Stream<Path> files = Files.walk(RealFiles.data(folder))) {
        files.filter(file -> file.toString().endsWith(".jpg")).sorted().forEach(pictures::add);
      }
    }
    return pictures;
  }

  private static Mat compare(
      Path picture, OnnxDetector ours, FaceDetectorYN theirs, Agreement agreement) {
    Mat pixels = imread(picture.toString(), IMREAD_COLOR);
    ByteBuffer bytes = pixels.createBuffer();
    Image image = Image.copyOf(pixels.cols(), pixels.rows(), bytes);
    theirs.setInputSize(new Size(pixels.cols(), pixels.rows()));
    Mat found = new Mat();
    theirs.detect(pixels, found);
    agreement.add(ours.detect(image), faces(found));
    return pixels;
  }

  private static List<Face> faces(Mat rows) {
    List<Face> faces = new ArrayList<>();
    if (rows.rows() == 0) {
      return faces;
    }
    try (FloatIndexer values = rows.createIndexer()) {
      for (int row = 0; row < rows.rows(); row++) {
        float[] v = new float[15];
        values.get(row, v);
        BoundingBox box = new BoundingBox(v[0], v[1], v[2], v[3]);
        Point[] points = new Point[5];
        for (int i = 0; i < 5; i++) {
          points[i] = new Point(v[4 + 2 * i], v[5 + 2 * i]);
        }
        Landmarks landmarks = new Landmarks(points[0], points[1], points[2], points[3], points[4]);
        faces.add(new Face(box, v[14], Optional.of(landmarks)));
      }
    }
    return faces;
  }

  private static final class Agreement {
    int ourFaces;
    int theirFaces;
    int oursMatched;
    int theirsMatched;
    final List<Double> distances = new ArrayList<>();

    void add(List<Face> ours, List<Face> theirs) {
      ourFaces += ours.size();
      theirFaces += theirs.size();
      for (Face face : ours) {
        Optional<Face> partner = partner(face, theirs);
        partner.ifPresent(other -> addDistances(face, other));
        oursMatched += partner.isPresent() ? 1 : 0;
      }
      for (Face face : theirs) {
        theirsMatched += partner(face, ours).isPresent() ? 1 : 0;
      }
    }

    private static Optional<Face> partner(Face face, List<Face> others) {
      return others.stream().filter(o -> o.box().iou(face.box()) >= SAME_FACE).findFirst();
    }

    private void addDistances(Face face, Face other) {
      List<Point> ours = face.landmarks().orElseThrow().points();
      List<Point> theirs = other.landmarks().orElseThrow().points();
      for (int i = 0; i < ours.size(); i++) {
        distances.add(ours.get(i).distanceTo(theirs.get(i)));
      }
    }

    double ourFacesFound() {
      return (double) oursMatched / ourFaces;
    }

    double theirFacesFound() {
      return (double) theirsMatched / theirFaces;
    }

    double medianLandmarkDistance() {
      double[] sorted = distances.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
      return "OpenCV found %d faces, %.4f of them found here; %d found here, %.4f of them by OpenCV; median landmark distance %.5f px"
          .formatted(
              theirFaces, theirFacesFound(), ourFaces, ourFacesFound(), medianLandmarkDistance());
    }
  }
}
