package io.faceattendance.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.FaceEngine;
import io.faceattendance.Image;
import io.faceattendance.detect.DetectorSpec;
import io.faceattendance.detect.OnnxDetector;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.Pictures;
import io.faceattendance.testing.ProcessUse;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * A process that analyses 5,000 pictures of 320 x 240 and writes by how many bytes and JavaCPP
 * pointers it grew after the first 1,000. Those run on more threads than the rest, because ONNX
 * Runtime keeps what its busiest moment took.
 */
final class MemoryGrowth {
  private MemoryGrowth() {}

  public static void main(String[] arguments) throws IOException {
    Image picture =
        Pictures.resize(
            Pictures.read(RealFiles.data("face_recognition/obama_small.jpg")), 320, 240);
    try (OnnxDetector detector =
            OnnxDetector.open(
                RealFiles.model("yunet_n_dynamic.onnx"),
                DetectorSpec.YUNET,
                DetectorSpec.YUNET.defaults().withThreads(2));
        OnnxEmbedder embedder =
            OnnxEmbedder.open(
                RealFiles.model("mobilefacenet_foamliu.onnx"), EmbedderSpec.MOBILEFACENET)) {
      FaceEngine engine = FaceEngine.of(detector, embedder);
      analyze(engine, picture, 8, 1000);
      long bytes = ProcessUse.residentBytes();
      long pointers = Pointer.totalCount();
      analyze(engine, picture, 4, 4000);
      long grownBytes = ProcessUse.residentBytes() - bytes;
      long grownPointers = Pointer.totalCount() - pointers;
      Files.writeString(Path.of(arguments[0]), grownBytes + " " + grownPointers);
    }
  }

  private static void analyze(FaceEngine engine, Image picture, int threads, int calls) {
    Concurrent.onThreads(
        threads,
        () -> {
          for (int i = 0; i < calls / threads; i++) {
            assertThat(engine.analyze(picture).get(0).embedding()).isPresent();
          }
          return calls;
        });
  }
}
