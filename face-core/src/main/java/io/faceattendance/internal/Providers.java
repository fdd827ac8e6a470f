package io.faceattendance.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;

/** Puts an {@link Execution} into the options of a session, or says why that cannot be. */
final class Providers {
  private Providers() {}

  static void choose(SessionOptions options, Execution execution) throws OrtException {
    if (execution instanceof Execution.Cpu cpu) {
      options.setIntraOpNumThreads(cpu.threads());
    } else if (execution instanceof Execution.Cuda cuda) {
      addCuda(options, cuda.device());
    }
  }

  private static void addCuda(SessionOptions options, int device) {
    try {
      options.addCUDA(device);
    } catch (OrtException e) {
      throw new ModelException(
          ("expected CUDA device %d, here is %s: use the artifact onnxruntime_gpu in place of"
                  + " onnxruntime, with its CUDA and cuDNN, or run on the processor (%s)")
              .formatted(device, OnnxNatives.providers(), e.getMessage()),
          e);
    }
  }
}
