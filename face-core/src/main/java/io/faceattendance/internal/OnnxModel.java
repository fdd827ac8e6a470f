package io.faceattendance.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * One ONNX Runtime session with one input tensor, and the only owner of its native memory.
 * Thread-safe: calls run side by side, each with a {@link Workspace} of its own.
 */
public final class OnnxModel implements AutoCloseable {
  // How ONNX Runtime reports a size that a file leaves open.
  static final long LEFT_OPEN = -1;

  private final Path file;
  private final OrtSession session;
  private final String inputName;
  private final boolean anyBatch;
  private final List<String> outputNames;
  private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

  private final OpenCalls calls;

  private OnnxModel(
      Path file, OrtSession session, String inputName, boolean anyBatch, List<String> outputNames) {
    this.file = file;
    this.session = session;
    this.inputName = inputName;
    this.anyBatch = anyBatch;
    this.outputNames = outputNames;
    this.calls = new OpenCalls("the model " + file.getFileName());
  }

  /**
   * Opens a model and checks that its tensors are the expected ones.
   *
   * @param file the ONNX file
   * @param input the one input
   * @param outputs the outputs, in the order in which {@link #run} returns them
   * @param execution where it runs
   * @throws ModelException if the file is missing, is no ONNX model, or has other tensors, or if it
   *     cannot run there
   */
  public static OnnxModel open(
      Path file, TensorSpec input, List<TensorSpec> outputs, Execution execution) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException("expected a model file at " + file + ", found none");
    }
    OrtSession session = Sessions.open(file, execution);
    try {
      return bind(file, session, input, outputs);
    } catch (RuntimeException | Error failure) {
      Sessions.closeAfter(failure, session);
      throw failure;
    }
  }

  private static OnnxModel bind(
      Path file, OrtSession session, TensorSpec input, List<TensorSpec> outputs) {
    try {
      Map<String, NodeInfo> inputs = session.getInputInfo();
      String inputName = bind(file, "input", inputs, List.of(input)).get(0);
      boolean anyBatch = shapeOf(inputs.values().iterator().next())[0] == LEFT_OPEN;
      List<String> outputNames = bind(file, "output", session.getOutputInfo(), outputs);
      return new OnnxModel(file, session, inputName, anyBatch, outputNames);
    } catch (OrtException e) {
      throw new ModelException("cannot read the tensors of " + file, e);
    }
  }

  private static List<String> bind(
      Path file, String kind, Map<String, NodeInfo> declared, List<TensorSpec> expected) {
    if (declared.size() != expected.size()) {
      throw new ModelException(
          "expected %d %ss in %s, found %d: %s"
              .formatted(expected.size(), kind, file, declared.size(), declared.keySet()));
    }
    List<String> names = new ArrayList<>();
    for (TensorSpec spec : expected) {
      names.add(
          declared.values().stream()
              .filter(OnnxModel::isFloatTensor)
              .filter(node -> !names.contains(node.getName()))
              .filter(node -> spec.accepts(node.getName(), shapeOf(node)))
              .map(NodeInfo::getName)
              .findFirst()
              .orElseThrow(
                  () ->
                      new ModelException(
                          "expected %s %s in %s, found %s: is it the file of this model's card?"
                              .formatted(kind, spec, file, describe(declared)))));
    }
    return List.copyOf(names);
  }

  private static boolean isFloatTensor(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT;
  }

  private static long[] shapeOf(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo info ? info.getShape() : new long[0];
  }

  private static List<String> describe(Map<String, NodeInfo> declared) {
    return declared.values().stream()
        .map(node -> node.getName() + " " + Arrays.toString(shapeOf(node)))
        .toList();
  }

  /** Whether one call can take several pictures: the file leaves the first size open. */
  public boolean takesAnyBatch() {
    return anyBatch;
  }

  /** Writes the input of one call. */
  @FunctionalInterface
  public interface Filler {
    /** Fills {@code workspace.input(size)} for the shape given to {@link OnnxModel#run}. */
    void fill(Workspace workspace);
  }

  /**
   * Runs the network once.
   *
   * @param shape the input's shape
   * @param filler writes {@code workspace.input(product of shape)}
   * @return the outputs, on the heap, in the order given to {@link #open}
   * @throws InferenceException if ONNX Runtime fails
   * @throws IllegalStateException if the model is closed
   */
  public List<Tensor> run(long[] shape, Filler filler) {
    return calls.run(() -> runOpen(shape, filler));
  }

  private List<Tensor> runOpen(long[] shape, Filler filler) {
    Workspace pooled = idle.poll();
    Workspace workspace = pooled == null ? new Workspace() : pooled;
    try {
      filler.fill(workspace);
      return run(workspace.input(size(shape)), shape);
    } finally {
      workspace.trim();
      idle.push(workspace);
    }
  }

  private static int size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return Math.toIntExact(size);
  }

  private List<Tensor> run(FloatBuffer input, long[] shape) {
    try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxNatives.environment(), input, shape);
        OrtSession.Result result = session.run(Map.of(inputName, tensor))) {
      List<Tensor> outputs = new ArrayList<>(outputNames.size());
      for (String name : outputNames) {
        outputs.add(copy((OnnxTensor) result.get(name).orElseThrow()));
      }
      return outputs;
    } catch (OrtException e) {
      throw new InferenceException(
          "%s failed on an input of %s: %s"
              .formatted(file.getFileName(), Arrays.toString(shape), e.getMessage()),
          e);
    }
  }

  // An output's memory belongs to the result, which is about to be closed.
  private static Tensor copy(OnnxTensor tensor) {
    return new Tensor(tensor.getInfo().getShape(), tensor.getFloatBuffer().array());
  }

  /** Waits for running calls, then frees the session. Closing again does nothing. */
  @Override
  public void close() {
    calls.close(
        () -> {
          idle.clear();
          Sessions.close(session, file);
        });
  }
}
