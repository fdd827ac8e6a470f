package io.faceattendance.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import java.util.Map;

/** Puts an {@link Execution} into the options of a session, or says why that cannot be. */
final class Providers {
  private Providers() {}

  static void choose(SessionOptions options, Execution execution) throws OrtException {
    if (execution instanceof Execution.Cpu cpu) {
      options.setIntraOpNumThreads(cpu.threads());
      return;
    }
    OnnxNatives.unpackProvider(execution.id().replaceFirst(":.*", ""));
    try {
      add(options, execution);
    } catch (OrtException e) {
      throw new ModelException(
          "expected to run on %s, ONNX Runtime here has %s and says: %s: %s"
              .formatted(
                  execution.id(), OnnxNatives.providers(), e.getMessage(), advice(execution)),
          e);
    }
  }

  /** What somebody can do whose network does not run where it should. */
  static String advice(Execution execution) {
    return execution instanceof Execution.Cuda
        ? "use the artifact onnxruntime_gpu in place of onnxruntime, with the CUDA and cuDNN that"
            + " it needs, or run on the processor (cpu)"
        : "use a build of ONNX Runtime that carries %s, or run on the processor (cpu)"
            .formatted(execution.id());
  }

  private static void add(SessionOptions options, Execution execution) throws OrtException {
    if (execution instanceof Execution.Cuda cuda) {
      options.addCUDA(cuda.device());
    } else if (execution instanceof Execution.Provider provider) {
      add(options, provider.name());
    }
  }

  private static void add(SessionOptions options, String provider) throws OrtException {
    switch (provider) {
      case "acl" -> options.addACL(false);
      case "coreml" -> options.addCoreML(Map.of());
      case "directml" -> options.addDirectML(0);
      case "dnnl" -> options.addDnnl(true);
      case "nnapi" -> options.addNnapi();
      case "openvino" -> options.addOpenVINO("");
      case "qnn" -> options.addQnn(Map.of());
      case "rocm" -> options.addROCM();
      case "tensorrt" -> options.addTensorrt(0);
      case "webgpu" -> options.addWebGPU(Map.of());
      case "xnnpack" -> options.addXnnpack(Map.of());
      default -> throw new IllegalStateException("a provider that cannot be added: " + provider);
    }
  }
}
