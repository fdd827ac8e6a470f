package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.testing.ChildJvm;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.ProcessUse;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One engine under load: the same results, and nothing left behind. */
@Tag("soak")
class SoakTest {
  private static final int THREADS = 8;
  private static final int CALLS = 200;
  private static final List<String> PICTURES =
      List.of(
          "bbt/bbt2.jpg",
          "face_recognition/obama_small.jpg",
          "face_recognition/obama-240p.jpg",
          "lfw_dev/images/Abdullah_Gul/Abdullah_Gul_0013.jpg",
          "lfw_dev/images/Abdullatif_Sener/Abdullatif_Sener_0001.jpg",
          "lfw_dev/images/Todd_Petit/Todd_Petit_0001.jpg",
          "bbt/angry.jpg");

  private OnnxDetector detector;
  private OnnxEmbedder embedder;
  private FaceEngine engine;

  @BeforeEach
  void open() {
    detector =
        OnnxDetector.open(
            RealFiles.model("yunet_n_dynamic.onnx"),
            DetectorSpec.YUNET,
            DetectorSpec.YUNET.defaults().withThreads(2));
    embedder =
        OnnxEmbedder.open(
            RealFiles.model("mobilefacenet_foamliu.onnx"), EmbedderSpec.MOBILEFACENET);
    engine = FaceEngine.of(detector, embedder);
  }

  @AfterEach
  void close() {
    if (engine != null) { // skipped without the models
      detector.close();
      embedder.close();
    }
  }

  @Test
  void manyThreadsEqualOneBitForBit() throws IOException {
    List<Image> pictures = pictures();
    List<List<AnalyzedFace>> serial = pictures.stream().map(engine::analyze).toList();
    assertThat(serial).allSatisfy(faces -> assertThat(faces).isNotEmpty());
    long pointers = Pointer.totalCount();

    AtomicInteger calls = new AtomicInteger();
    Concurrent.onThreads(THREADS, () -> compare(pictures, serial, calls));

    assertThat(calls).hasValue(THREADS * CALLS);
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
  }

  private boolean compare(
      List<Image> pictures, List<List<AnalyzedFace>> expected, AtomicInteger calls) {
    for (int i = 0; i < CALLS; i++) {
      int picture = calls.getAndIncrement() % pictures.size();
      assertThat(engine.analyze(pictures.get(picture))).isEqualTo(expected.get(picture));
    }
    return true;
  }

  // In a JVM of its own whose heap is of fixed size and touched at the start: what grows is native.
  // 10 KB kept by each call would be 40 MB, the smallest tensor would be 600; a compiler and
  // allocators that still warm up took 7 to 25 MB in the runs that were looked at.
  @Test
  void memoryStaysFlatOverFiveThousandCalls(@TempDir Path folder) throws Exception {
    ProcessUse.threads();
    Path result = folder.resolve("result.txt");
    ChildJvm child = ChildJvm.of(MemoryGrowth.class).with("-Xms300m", "-Xmx300m");

    int status = child.with("-XX:+AlwaysPreTouch").run(result.toString());

    assertThat(status).isZero();

    String[] growth = Files.readString(result).split(" ");
    assertThat(Long.parseLong(growth[0])).as("bytes").isLessThan(40L << 20);
    assertThat(Long.parseLong(growth[1])).as("native pointers").isZero();
  }

  private static List<Image> pictures() throws IOException {
    List<Image> pictures = new ArrayList<>();
    for (String path : PICTURES) {
      pictures.add(Pictures.read(RealFiles.data(path)));
    }
    Image group = pictures.get(0);
    pictures.add(Pictures.resize(group, group.width() / 2, group.height() / 2));
    return pictures;
  }
}
