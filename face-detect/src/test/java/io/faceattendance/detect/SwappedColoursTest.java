package io.faceattendance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.Face;
import io.faceattendance.Image;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What exchanging red and blue costs on labelled pictures. */
class SwappedColoursTest {
  private static final int STEP = 2;
  private static final double SAME_FACE = 0.5;
  private static final double SMALLEST = 16;

  @Test
  void findsFewerFacesWithRedAndBlueExchanged() throws IOException {
    int labelled = 0;
    int found = 0;
    int foundSwapped = 0;
    try (OnnxDetector detector =
        OnnxDetector.open(RealFiles.model("yunet_n_dynamic.onnx"), DetectorSpec.YUNET)) {
      for (Map.Entry<String, List<BoundingBox>> entry : labels().entrySet()) {
        Image image = Pictures.read(RealFiles.data("wider/" + entry.getKey()));
        List<Face> faces = detector.detect(image);
        List<Face> swapped = detector.detect(Pictures.withRedAndBlueSwapped(image));
        labelled += entry.getValue().size();
        found += count(entry.getValue(), faces);
        foundSwapped += count(entry.getValue(), swapped);
      }
    }

    assertThat(labelled).isGreaterThan(150);
    assertThat(found).isGreaterThan(labelled * 85 / 100);
    assertThat(foundSwapped).isLessThan(found * 8 / 10);
  }

  private static int count(List<BoundingBox> labels, List<Face> faces) {
    return (int)
        labels.stream()
            .filter(label -> faces.stream().anyMatch(f -> f.box().iou(label) >= SAME_FACE))
            .count();
  }

  /** Valid faces from 16 pixels on, of every second picture. */
  private static Map<String, List<BoundingBox>> labels() throws IOException {
    Map<String, List<BoundingBox>> labels = new TreeMap<>();
    for (String line : Files.readAllLines(RealFiles.data("wider/boxes.csv"))) {
      String[] v = line.split(",");
      if (v[8].equals("0")) {
        double width = Double.parseDouble(v[3]);
        double height = Double.parseDouble(v[4]);
        List<BoundingBox> boxes = labels.computeIfAbsent(v[0], path -> new ArrayList<>());
        if (Math.min(width, height) >= SMALLEST) {
          double x = Double.parseDouble(v[1]);
          boxes.add(new BoundingBox(x, Double.parseDouble(v[2]), width, height));
        }
      }
    }
    List<String> paths = List.copyOf(labels.keySet());
    for (int i = 0; i < paths.size(); i++) {
      if (i % STEP != 0) {
        labels.remove(paths.get(i));
      }
    }
    return labels;
  }
}
