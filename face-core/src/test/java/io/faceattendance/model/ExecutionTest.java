package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.model.Execution.Cpu;
import io.faceattendance.model.Execution.Cuda;
import io.faceattendance.model.Execution.Provider;
import org.junit.jupiter.api.Test;

class ExecutionTest {

  @Test
  void readsWhatItWrites() {
    for (String name : Provider.NAMES) {
      assertThat(Execution.parse(name)).isEqualTo(new Provider(name));
      assertThat(Execution.parse(name).id()).isEqualTo(name);
    }
    for (String id : new String[] {"cpu:1", "cpu:16", "cuda:0", "cuda:7"}) {
      assertThat(Execution.parse(id).id()).isEqualTo(id);
    }
  }

  @Test
  void takesTheProcessorAndTheFirstCardWithoutANumber() {
    assertThat(Execution.parse("CPU")).isEqualTo(Execution.cpu());
    assertThat(Execution.cpu().id()).matches("cpu:[1-4]");
    assertThat(Execution.parse("cuda")).isEqualTo(new Cuda(0));
    assertThat(Execution.parse("Cuda:1")).isEqualTo(new Cuda(1));
    assertThat(Execution.parse("cpu:3")).isEqualTo(new Cpu(3));
  }

  @Test
  void knowsTheNamesThatOnnxRuntimeGives() {
    assertThat(new Provider("CoreMLExecutionProvider").name()).isEqualTo("coreml");
    assertThat(new Provider("TENSOR_RT").name()).isEqualTo("tensorrt");
    assertThat(Execution.parse("DmlExecutionProvider")).isEqualTo(new Provider("directml"));
    assertThat(Execution.parse("OPEN_VINO")).isEqualTo(new Provider("openvino"));
  }

  @Test
  void refusesWhatIsNoExecutionAndSaysWhatThereIs() {
    for (String text : new String[] {"", "gpu", "cpu:", "cpu:x", "cuda:1:2", "coreml:1", ":"}) {
      assertThatThrownBy(() -> Execution.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cuda:DEVICE")
          .hasMessageContaining("tensorrt")
          .hasMessageContaining("'" + text + "'");
    }
    assertThatThrownBy(() -> Execution.parse("cpu:0")).hasMessageContaining("at least 1 thread");
    assertThatThrownBy(() -> Execution.parse("cuda:-1")).hasMessageContaining("from 0 on");
    assertThatThrownBy(() -> new Provider("gpu")).hasMessageContaining("coreml");
  }
}
