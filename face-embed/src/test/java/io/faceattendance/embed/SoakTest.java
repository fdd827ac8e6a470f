package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.detect.YuNetDetector;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.ProcessUse;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  private YuNetDetector detector;
  private OnnxEmbedder embedder;
  private FaceEngine engine;

  @BeforeEach
  void open() {
    detector =
        YuNetDetector.open(
            RealFiles.model("yunet_n_dynamic.onnx"), YuNetDetector.defaults().withThreads(2));
    embedder =
        OnnxEmbedder.open(
            RealFiles.model("mobilefacenet_foamliu.onnx"), EmbedderSpec.MOBILEFACENET);
    engine = FaceEngine.of(detector, embedder);
  }

  @AfterEach
  void close() {
    detector.close();
    embedder.close();
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

  // Without a leak the process stays as large as it was after the first thousand calls; 4 KB kept
  // by each call would be 16 MB.
  @Test
  void memoryStaysFlatOverFiveThousandCalls() throws IOException {
    Image picture =
        Pictures.resize(
            Pictures.read(RealFiles.data("face_recognition/obama_small.jpg")), 320, 240);
    long pointers = analyze(picture, 1000);
    long before = ProcessUse.residentBytes();

    assertThat(analyze(picture, 4000)).isEqualTo(pointers);
    System.out.println(
        "XX rss "
            + before / 1e6
            + " "
            + ProcessUse.residentBytes() / 1e6
            + " pointers "
            + pointers);
    assertThat(ProcessUse.residentBytes() - before).isLessThan(16L << 20);
  }

  /** JavaCPP's native pointers afterwards. */
  private long analyze(Image picture, int calls) {
    Concurrent.onThreads(
        4,
        () -> {
          for (int i = 0; i < calls / 4; i++) {
            assertThat(engine.analyze(picture)).hasSize(1);
          }
          return true;
        });
    return Pointer.totalCount();
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
