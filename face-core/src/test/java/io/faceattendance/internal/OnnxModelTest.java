package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import io.faceattendance.testing.Concurrent;
import io.faceattendance.testing.ProcessUse;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final TensorSpec INPUT = TensorSpec.of(TensorSpec.ANY, 3L, 112L, 112L);
  private static final TensorSpec OUTPUT = TensorSpec.of(TensorSpec.ANY, 128L);
  private static final long[] SHAPE = {1, 3, 112, 112};
  private static final OnnxModel.Filler GREY = workspace -> fill(workspace.input(3 * 112 * 112));

  @TempDir Path folder;

  @Test
  void runsTheNetwork() {
    try (OnnxModel model = openEmbedder()) {
      List<Tensor> outputs = model.run(SHAPE, GREY);

      assertThat(outputs).hasSize(1);
      assertThat(outputs.get(0).values()).hasSize(128).doesNotContain(Float.NaN);
      assertThat(model.run(SHAPE, GREY).get(0).values()).isEqualTo(outputs.get(0).values());
    }
  }

  @Test
  void refusesAMissingFile() {
    Path missing = folder.resolve("missing.onnx");
    assertRefused(missing, "model file", missing.toString());
    assertRefused(folder, "model file", folder.toString());
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    Path text =
        Files.writeString(folder.resolve("text.onnx"), "version https://git-lfs.github.com");
    assertRefused(text, "ONNX model", text.toString());
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    assertRefused(empty, empty.toString());
  }

  @Test
  void refusesATruncatedModel() throws IOException {
    byte[] whole = Files.readAllBytes(RealFiles.model("mobilefacenet_foamliu.onnx"));
    for (int length : new int[] {whole.length - 1, whole.length / 2, 100, 1}) {
      Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));
      assertRefused(file, file.toString());
    }
  }

  @Test
  void refusesAnotherModelAndNamesItsTensors() {
    assertRefused(RealFiles.model("yunet_n_dynamic.onnx"), "1 output", "12", "kps_32");
    assertThatThrownBy(
            () ->
                OnnxModel.open(
                    file(), TensorSpec.of(TensorSpec.ANY, 3L), List.of(OUTPUT), Execution.cpu(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("input0 [1, 3, 112, 112]");
    assertThatThrownBy(
            () ->
                OnnxModel.open(
                    file(), INPUT, List.of(TensorSpec.named("fc1", 1L, 128L)), Execution.cpu(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("fc1")
        .hasMessageContaining("output0 [1, 128]");
  }

  @Test
  void refusesASizeThatTheFileLeavesOpenOrFixesAgainstTheCard() {
    TensorSpec open = TensorSpec.of(TensorSpec.ANY, 3L, TensorSpec.OPEN, TensorSpec.OPEN);
    Path file = file();
    assertThatThrownBy(() -> OnnxModel.open(file, open, List.of(OUTPUT), Execution.cpu(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("left open");
  }

  @Test
  void releasesWhatARefusedModelTook() {
    Path other = RealFiles.model("yunet_n_dynamic.onnx");
    refuse(other);
    long before = ProcessUse.threads();
    for (int i = 0; i < 60; i++) {
      refuse(other);
    }

    assertThat(ProcessUse.threads()).isLessThan(before + 20);
  }

  @Test
  void namesTheFileAndTheShapeWhenTheNetworkFails() {
    try (OnnxModel model = openEmbedder()) {
      long[] wrong = {1, 3, 96, 112};
      assertThatThrownBy(() -> model.run(wrong, w -> fill(w.input(3 * 96 * 112))))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("mobilefacenet_foamliu.onnx")
          .hasMessageContaining("[1, 3, 96, 112]");
      assertThat(model.run(SHAPE, GREY)).hasSize(1);
    }
  }

  @Test
  void keepsWorkingAfterAFillerFailed() {
    try (OnnxModel model = openEmbedder()) {
      assertThatThrownBy(() -> model.run(SHAPE, OnnxModelTest::fail)).hasMessage("no picture");
      assertThat(model.run(SHAPE, GREY)).hasSize(1);
    }
  }

  @Test
  void refusesCallsAfterCloseAndClosesTwice() {
    OnnxModel model = openEmbedder();
    model.close();
    model.close();

    assertThatThrownBy(() -> model.run(SHAPE, GREY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mobilefacenet_foamliu.onnx is closed");
  }

  @Test
  @SuppressWarnings("try") // closing it explicitly is what is tested
  void refusesToBeClosedFromInsideItsOwnCall() {
    try (OnnxModel model = openEmbedder()) {
      assertThatThrownBy(() -> model.run(SHAPE, workspace -> model.close()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("inside its own call");
      assertThat(model.run(SHAPE, GREY)).hasSize(1);
    }
  }

  @Test
  void closesUnderLoadAndLeavesNoThread() {
    List<Float> expected;
    try (OnnxModel model = openEmbedder()) {
      expected = run(model);
    }
    long before = ProcessUse.threads();

    Concurrent.closeUnderLoad(
        50, 4, OnnxModelTest::openEmbedder, OnnxModelTest::run, OnnxModel::close, expected);

    // A thread left by each of the 50 sessions would show; the JVM's own come and go.
    assertThat(ProcessUse.threads()).isLessThan(before + 20);
  }

  @Test
  void refusesToRunWithoutThreads() {
    Path file = file();
    assertThatThrownBy(() -> OnnxModel.open(file, INPUT, List.of(OUTPUT), Execution.cpu(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OnnxModel openEmbedder() {
    return OnnxModel.open(file(), INPUT, List.of(OUTPUT), Execution.cpu(2));
  }

  private static Path file() {
    return RealFiles.model("mobilefacenet_foamliu.onnx");
  }

  private static List<Float> run(OnnxModel model) {
    float[] output = model.run(SHAPE, GREY).get(0).values();
    Float[] boxed = new Float[output.length];
    Arrays.setAll(boxed, i -> output[i]);
    return List.of(boxed);
  }

  private static void fill(FloatBuffer input) {
    for (int i = 0; i < input.limit(); i++) {
      input.put(i, i % 17 / 17f);
    }
  }

  private static void fail(Workspace workspace) {
    throw new IllegalArgumentException("no picture");
  }

  private static void refuse(Path file) {
    assertThatThrownBy(() -> OnnxModel.open(file, INPUT, List.of(OUTPUT), Execution.cpu(2)))
        .isInstanceOf(ModelException.class);
  }

  private static void assertRefused(Path file, CharSequence... words) {
    assertThatThrownBy(() -> OnnxModel.open(file, INPUT, List.of(OUTPUT), Execution.cpu(2)))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(words);
  }
}
