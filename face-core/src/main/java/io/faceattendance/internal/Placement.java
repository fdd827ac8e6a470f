package io.faceattendance.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.faceattendance.ModelException;
import io.faceattendance.model.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the nodes of a network really run. A provider that was added takes the nodes that it can,
 * and ONNX Runtime gives the others to the processor without a word, all of them if need be. Its
 * setting against that ({@code session.disable_cpu_ep_fallback}) refuses every network that
 * computes a shape, which belongs on the processor. So the network runs once on zeros, recorded by
 * ONNX Runtime's profiler: what matters is where the convolutions and matrix products ran.
 */
final class Placement implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Placement.class);
  private static final Pattern PROVIDER = Pattern.compile("\"provider\" *: *\"(\\w+)\"");
  private static final Pattern WORK =
      Pattern.compile("\"op_name\" *: *\"\\w*(Conv|Gemm|MatMul)\\w*\"");
  private static final String PROCESSOR = "CPUExecutionProvider";
  // For a size that the file leaves open: a multiple of every stride.
  private static final long SIDE = 64;

  private final Path folder;

  private Placement(Path folder) {
    this.folder = folder;
  }

  static Placement recorded() {
    try {
      return new Placement(Files.createTempDirectory("face-placement"));
    } catch (IOException e) {
      throw new ModelException("expected a temp folder that can be written: " + e, e);
    }
  }

  /** Has the session that is made with these options recorded. */
  void record(SessionOptions options) throws OrtException {
    options.enableProfiling(folder.resolve("profile").toString());
  }

  void requireOffTheProcessor(OrtSession session, Path file, Execution execution) {
    List<String> nodes = run(session, file, execution);
    List<String> elsewhere =
        nodes.stream().filter(node -> !provider(node).equals(PROCESSOR)).toList();
    long work = nodes.stream().filter(node -> WORK.matcher(node).find()).count();
    long moved = elsewhere.stream().filter(node -> WORK.matcher(node).find()).count();
    if (elsewhere.isEmpty() || moved < work) {
      throw new ModelException(
          ("expected %s to run on %s, ONNX Runtime gave %d of its %d nodes to the processor, %d"
                  + " convolutions and matrix products among them: use another model, or run on the"
                  + " processor (cpu)")
              .formatted(
                  file,
                  execution.id(),
                  nodes.size() - elsewhere.size(),
                  nodes.size(),
                  work - moved));
    }
  }

  /** Runs the network once; ends the recording. One line for each node that ran. */
  private static List<String> run(OrtSession session, Path file, Execution execution) {
    try {
      Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
      long[] shape = shape(input.getValue());
      FloatBuffer zeros = FloatBuffer.allocate(size(shape));
      try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxNatives.environment(), zeros, shape)) {
        session.run(Map.of(input.getKey(), tensor)).close();
      }
      try (Stream<String> lines = Files.lines(Path.of(session.endProfiling()))) {
        return lines.filter(line -> PROVIDER.matcher(line).find()).toList();
      }
    } catch (OrtException | IOException | UncheckedIOException e) {
      throw new ModelException(
          "expected %s to run on %s, it fails there: %s: %s"
              .formatted(file, execution.id(), e.getMessage(), Providers.advice(execution)),
          e);
    }
  }

  private static long[] shape(NodeInfo input) {
    long[] shape =
        input.getInfo() instanceof TensorInfo info ? info.getShape().clone() : new long[0];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == OnnxModel.LEFT_OPEN) {
        shape[i] = i == 0 ? 1 : SIDE;
      }
    }
    return shape;
  }

  private static int size(long[] shape) {
    long size = 1;
    for (long side : shape) {
      size = Math.multiplyExact(size, side);
    }
    return Math.toIntExact(size);
  }

  private static String provider(String node) {
    Matcher found = PROVIDER.matcher(node);
    return found.find() ? String.valueOf(found.group(1)) : PROCESSOR;
  }

  /** Deletes the record; what cannot be deleted stays in the temp folder, with a warning. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      log.warn("cannot delete {}: {}", folder, e.toString());
    }
  }
}
