package io.faceattendance.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens sessions of ONNX Runtime where they shall run. */
final class Sessions {
  private Sessions() {}

  static OrtSession open(Path file, Execution execution) {
    if (execution instanceof Execution.Cpu) {
      return open(file, execution, null);
    }
    try (Placement placement = Placement.recorded()) {
      OrtSession session = open(file, execution, placement);
      try {
        placement.requireOffTheProcessor(session, file, execution);
        return session;
      } catch (RuntimeException | Error failure) {
        closeAfter(failure, session);
        throw failure;
      }
    }
  }

  /** Frees a session that cannot be used; what hinders that is added to the reason. */
  static void closeAfter(Throwable failure, OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      failure.addSuppressed(e);
    }
  }

  /** With a placement, the session's first run is recorded. */
  static OrtSession open(Path file, Execution execution, @Nullable Placement placement) {
    OrtEnvironment environment = OnnxNatives.environment();
    try (SessionOptions options = new SessionOptions()) {
      Providers.choose(options, execution);
      options.setInterOpNumThreads(1);
      // Spinning gains microseconds here and takes the processor from every other thread.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      // A file that declares the sizes of its export's example would cost a warning a call.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      if (placement != null) {
        placement.record(options);
      }
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
