package io.faceattendance.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a network runs. What is asked for is used or refused when the model is opened: nothing
 * falls back to the processor in silence.
 */
public sealed interface Execution {

  /**
   * The execution as {@link #parse} reads it.
   *
   * @return such as {@code cpu:4}, {@code cuda:0} or {@code coreml}
   */
  String id();

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

    @Override
    public String id() {
      return "cpu:" + threads;
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

    @Override
    public String id() {
      return "cuda:" + device;
    }
  }

  /**
   * By another execution provider of ONNX Runtime, with its default settings; needs a build of ONNX
   * Runtime that carries it.
   *
   * @param name one of {@link #NAMES}
   */
  record Provider(String name) implements Execution {

    /** The providers that ONNX Runtime's Java API can add, without CPU and CUDA. */
    public static final List<String> NAMES =
        List.of(
            "acl",
            "coreml",
            "directml",
            "dnnl",
            "nnapi",
            "openvino",
            "qnn",
            "rocm",
            "tensorrt",
            "webgpu",
            "xnnpack");

    // What ONNX Runtime itself calls it.
    private static final Map<String, String> OTHER_NAMES = Map.of("dml", "directml");

    /**
     * Checks the component.
     *
     * @param name as above, or as ONNX Runtime writes it, such as {@code CoreMLExecutionProvider}
     *     or {@code CORE_ML}
     */
    public Provider {
      String known = word(name);
      if (!NAMES.contains(known)) {
        throw new IllegalArgumentException(
            "expected a provider of ONNX Runtime, one of %s, got '%s'"
                .formatted(String.join(", ", NAMES), name));
      }
      name = known;
    }

    private static String word(String name) {
      String word = name.toLowerCase(Locale.ROOT).replace("_", "").replace("executionprovider", "");
      return OTHER_NAMES.getOrDefault(word, word);
    }

    @Override
    public String id() {
      return name;
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

  /**
   * On the processor, with as many threads as it has, at most 4: more of them only wait for each
   * other in networks of this size.
   *
   * @return the execution
   */
  static Execution cpu() {
    return new Cpu(Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Reads an execution: {@code cpu} or {@code cpu:THREADS}, {@code cuda} (device 0) or {@code
   * cuda:DEVICE}, or one of {@link Provider#NAMES}, whatever their case.
   *
   * @param text the execution in words
   * @return the execution
   * @throws IllegalArgumentException if it is none
   */
  static Execution parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    if (name.equals("cpu")) {
      return colon < 0 ? cpu() : new Cpu(number(text, colon));
    }
    if (name.equals("cuda")) {
      return new Cuda(colon < 0 ? 0 : number(text, colon));
    }
    String word = Provider.word(text);
    if (!Provider.NAMES.contains(word)) {
      throw unknown(text);
    }
    return new Provider(word);
  }

  private static int number(String text, int colon) {
    try {
      return Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "expected cpu, cpu:THREADS, cuda, cuda:DEVICE or one of %s, got '%s'"
            .formatted(String.join(", ", Provider.NAMES), text));
  }
}
