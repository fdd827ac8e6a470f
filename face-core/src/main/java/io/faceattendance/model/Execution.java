package io.faceattendance.model;

/**
 * Where a network runs. What is asked for is used or refused when the model is opened: nothing
 * falls back to the processor in silence.
 */
public sealed interface Execution {

  /**
   * On the processor.
   *
   * @param threads for one call, at least 1
   */
  record Cpu(int threads) implements Execution {

    /**
     * Checks the component.
     *
     * @param threads as above
     */
    public Cpu {
      if (threads < 1) {
        throw new IllegalArgumentException("expected at least 1 thread, got " + threads);
      }
    }
  }

  /**
   * On a graphics card by CUDA; needs the artifact {@code onnxruntime_gpu} in place of {@code
   * onnxruntime}, CUDA and cuDNN.
   *
   * @param device its number, from 0
   */
  record Cuda(int device) implements Execution {

    /**
     * Checks the component.
     *
     * @param device as above
     */
    public Cuda {
      if (device < 0) {
        throw new IllegalArgumentException("expected a device from 0 on, got " + device);
      }
    }
  }

  /**
   * On the processor.
   *
   * @param threads for one call, at least 1
   * @return the execution
   */
  static Execution cpu(int threads) {
    return new Cpu(threads);
  }
}
