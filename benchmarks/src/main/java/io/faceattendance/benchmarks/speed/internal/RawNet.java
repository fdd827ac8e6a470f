package io.faceattendance.benchmarks.speed.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.internal.OnnxNatives;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network in ONNX Runtime and nothing else: the time of a call is that of {@code session.run} on
 * direct buffers that were filled before. The session has the library's options. Thread-safe.
 */
public final class RawNet implements AutoCloseable {
  private final OrtSession session;
  private final List<Map<String, OnnxTensor>> inputs;

  private RawNet(OrtSession session, List<Map<String, OnnxTensor>> inputs) {
    this.session = session;
    this.inputs = inputs;
  }

  /**
   * Opens a network with one input tensor.
   *
   * @param file the ONNX file
   * @param threads intra-op threads
   * @param inputs what {@link #run} can be called with
   */
  public static RawNet open(Path file, int threads, List<Planes> inputs) {
    OnnxNatives.version(); // loads the library from its one place
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      OrtSession session = environment.createSession(file.toString(), options);
      String name = session.getInputNames().iterator().next();
      return new RawNet(
          session,
          inputs.stream().map(planes -> Map.of(name, tensor(environment, planes))).toList());
    } catch (OrtException e) {
      throw new ModelException("cannot open " + file, e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, Planes planes) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(planes.values().length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(planes.values())
            .flip();
    try {
      return OnnxTensor.createTensor(environment, buffer, planes.shape());
    } catch (OrtException e) {
      throw new InferenceException("cannot make the tensor of " + planes, e);
    }
  }

  /**
   * Runs the network and frees its outputs unread.
   *
   * @param input index into the inputs
   * @return the number of outputs
   */
  public int run(int input) {
    try (OrtSession.Result result = session.run(inputs.get(input))) {
      return result.size();
    } catch (OrtException e) {
      throw new InferenceException("the bare network failed", e);
    }
  }

  /** The first output for an input, to check that the network is the library's. */
  public float[] firstOutput(int input) {
    try (OrtSession.Result result = session.run(inputs.get(input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    } catch (OrtException e) {
      throw new InferenceException("the bare network failed", e);
    }
  }

  @Override
  public void close() {
    inputs.forEach(input -> input.values().forEach(OnnxTensor::close));
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("cannot close a session", e);
    }
  }
}
