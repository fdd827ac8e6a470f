package io.faceattendance.match.head.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradient descent on a graph that SameDiff differentiates. The parameters lie on the heap, and a
 * copy in the graph. Closing it frees the native memory. Of one thread.
 */
final class Descent implements AutoCloseable {
  private static final String LOSS = "loss";

  private final SameDiff graph = SameDiff.create();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final List<INDArray> constants = new ArrayList<>();

  /** No record: the accessors of one are public, and would give a native type away. */
  private static final class Parameter {
    private final float[] values;
    private final INDArray array;

    Parameter(float[] values, INDArray array) {
      this.values = values;
      this.array = array;
    }
  }

  /** The graph, to build the network in. */
  SameDiff graph() {
    return graph;
  }

  /**
   * A parameter of the network.
   *
   * @param name its name
   * @param values what it starts with; changed by {@link #step}
   * @param rows of the matrix
   * @param columns of the matrix
   * @return the variable
   */
  SDVariable parameter(String name, float[] values, int rows, int columns) {
    INDArray array = matrix(values, rows, columns);
    parameters.put(name, new Parameter(values, array));
    return graph.var(name, array);
  }

  /** A matrix that does not change. */
  SDVariable constant(String name, float[] values, int rows, int columns) {
    INDArray array = matrix(values, rows, columns);
    constants.add(array);
    return graph.constant(name, array);
  }

  /** A matrix that each step brings, with any number of rows. */
  SDVariable input(String name, int columns) {
    return graph.placeHolder(name, DataType.FLOAT, -1, columns);
  }

  /** The values of a parameter as they are now. */
  float[] values(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "expected one of %s, got %s".formatted(parameters.keySet(), name));
    }
    return parameter.values;
  }

  /**
   * Builds the network. If that fails, this is closed.
   *
   * @param network builds it, and gives the loss, which shall become small
   * @param rate Adam's
   * @return Adam
   */
  Adam minimise(Supplier<SDVariable> network, double rate) {
    boolean isBuilt = false;
    try {
      Adam adam = adam(network.get(), rate);
      isBuilt = true;
      return adam;
    } finally {
      if (!isBuilt) {
        close();
      }
    }
  }

  private Adam adam(SDVariable loss, double rate) {
    loss.rename(LOSS);
    graph.setLossVariables(LOSS);
    String[] names = parameters.keySet().toArray(new String[0]);
    QuietOutput.run(() -> graph.createGradFunction(names));
    return new Adam(rate, parameters.values().stream().map(parameter -> parameter.values).toList());
  }

  /**
   * One step downwards.
   *
   * @param adam from {@link #minimise}
   * @param inputs the batch; closed here, also if the step fails
   * @param wanted names of further outputs
   * @return the outputs wanted, and at the end the loss, all before the step
   */
  List<float[]> step(Adam adam, Map<String, INDArray> inputs, List<String> wanted) {
    List<String> outputs = new ArrayList<>(wanted);
    outputs.add(LOSS);
    List<String> names = List.copyOf(parameters.keySet());
    OutAndGrad result = gradients(inputs, outputs, names);
    adam.step(names.stream().map(name -> taken(result.getGradients(), name)).toList());
    parameters.values().forEach(p -> buffer(p.array).put(0, p.values));
    return outputs.stream().map(name -> taken(result.getOutputs(), name)).toList();
  }

  private OutAndGrad gradients(
      Map<String, INDArray> inputs, List<String> outputs, List<String> names) {
    try {
      return graph.calculateGradientsAndOutputs(inputs, outputs, names);
    } finally {
      inputs.values().forEach(INDArray::close);
    }
  }

  /** The loss of a step. */
  static double loss(List<float[]> outputs) {
    return outputs.get(outputs.size() - 1)[0];
  }

  /** A matrix in native memory. */
  static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }

  private static float[] taken(Map<String, INDArray> from, String name) {
    INDArray array = Objects.requireNonNull(from.get(name), name);
    float[] values = new float[Math.toIntExact(array.length())];
    INDArray rows = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
    buffer(rows).get(0, values);
    rows.close();
    if (rows != array) {
      array.close();
    }
    return values;
  }

  private static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat();
  }

  @Override
  public void close() {
    graph.getSessions().values().forEach(session -> session.getMmgr().close());
    parameters.values().forEach(p -> p.array.close());
    constants.forEach(INDArray::close);
  }
}
