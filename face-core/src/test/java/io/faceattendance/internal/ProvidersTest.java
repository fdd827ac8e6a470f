package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtSession;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for is used or refused. */
class ProvidersTest {
  private static final TensorSpec INPUT = TensorSpec.of(TensorSpec.ANY, 3L, 112L, 112L);
  private static final TensorSpec OUTPUT = TensorSpec.of(TensorSpec.ANY, 128L);
  private Path file;

  @BeforeEach
  void find() {
    file = RealFiles.model("mobilefacenet_foamliu.onnx");
  }

  @Test
  void refusesEveryProviderThatIsNotThereAndSaysWhatToDo() {
    List<String> here =
        OnnxNatives.providers().stream().map(name -> name.replace("_", "").toLowerCase()).toList();
    for (String name : Execution.Provider.NAMES) {
      if (!here.contains(name)) {
        assertThatThrownBy(() -> open(new Execution.Provider(name)))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("expected to run on " + name)
            .hasMessageContaining("CPU")
            .hasMessageContaining("a build of ONNX Runtime that carries " + name);
      }
    }
  }

  @Test
  void refusesCudaWithoutItsBuildOfOnnxRuntime() {
    assumeTrue(!OnnxNatives.providers().contains("CUDA"), "this ONNX Runtime has CUDA");
    assertThatThrownBy(() -> open(new Execution.Cuda(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected to run on cuda:1")
        .hasMessageContaining("onnxruntime_gpu")
        .hasMessageContaining("cuDNN");
  }

  /** As when a provider that was added takes none of the network. */
  @Test
  void noticesThatANetworkRunsOnTheProcessorAfterAll() throws IOException {
    long before = records();
    for (String name : List.of("mobilefacenet_foamliu.onnx", "yunet_n_dynamic.onnx")) {
      Path model = RealFiles.model(name);
      try (Placement placement = Placement.recorded()) {
        OrtSession session = Sessions.open(model, Execution.cpu(1), placement);
        assertThatThrownBy(
                () -> placement.requireOffTheProcessor(session, model, new Execution.Cuda(0)))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("to run on cuda:0")
            .hasMessageContaining(name)
            .hasMessageMatching("(?s).*gave (\\d+) of its \\1 nodes.* (5[0-9]|6[0-9]) conv.*");
        Sessions.close(session, model);
      }
    }
    assertThat(records()).as("records left behind").isEqualTo(before);
  }

  private static long records() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(path -> path.getFileName().toString().startsWith("face-place")).count();
    }
  }

  private OnnxModel open(Execution execution) {
    return OnnxModel.open(file, INPUT, List.of(OUTPUT), execution);
  }
}
