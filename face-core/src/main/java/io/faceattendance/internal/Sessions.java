package io.faceattendance.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import java.nio.file.Path;

/** Opens sessions of ONNX Runtime where they shall run. */
final class Sessions {
  private Sessions() {}

  static OrtSession open(Path file, Execution execution) {
    if (execution instanceof Execution.Cpu) {
      return open(file, execution, options -> {});
    }
    try (Placement placement = Placement.recorded()) {
      OrtSession session = open(file, execution, placement::record);
      try {
        placement.requireOffTheProcessor(session, file, execution);
        return session;
      } catch (ModelException e) {
        close(session, file);
        throw e;
      }
    }
  }

  /** Changes the options of a session. */
  @FunctionalInterface
  interface Change {
    void apply(SessionOptions options) throws OrtException;
  }

  static OrtSession open(Path file, Execution execution, Change change) {
    OrtEnvironment environment = OnnxNatives.environment();
    try (SessionOptions options = new SessionOptions()) {
      Providers.choose(options, execution);
      options.setInterOpNumThreads(1);
      // Spinning gains microseconds here and takes the processor from every other thread.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      change.apply(options);
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw new ModelException(
          "expected an ONNX model at %s that runs on %s, ONNX Runtime says: %s"
              .formatted(file, execution.id(), e.getMessage()),
          e);
    }
  }

  static void close(OrtSession session, Path file) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("cannot free the session of " + file, e);
    }
  }
}
