package io.faceattendance.match.head;

import io.faceattendance.FaceException;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.internal.Dense;
import java.util.List;
import java.util.function.Supplier;

/**
 * Trained layers one after another. Used without what trained them.
 *
 * @param layers at least one, each with as many inputs as the one before has outputs
 */
record Network(List<Dense> layers) {
  // Input, output, whether it is rectified, and at least one weight and one bias.
  private static final int LEAST_BYTES = 5 * Integer.BYTES;

  Network {
    layers = List.copyOf(layers);
  }

  /**
   * Trains one.
   *
   * @param kind for the message
   * @param training needs ND4J
   * @throws FaceException if ND4J or its natives are missing, or the training diverges
   */
  static Network train(HeadKind kind, Supplier<Dense[]> training) {
    Network network = new Network(List.of(trained(kind, training)));
    // Where nothing is held back the last loss is that before the last step.
    for (Dense layer : network.layers) {
      if (!isFinite(layer.weights()) || !isFinite(layer.bias())) {
        throw new FaceException(
            ("expected a head of kind %s with finite weights, the training diverged: try another"
                    + " seed, or a head of another kind")
                .formatted(kind));
      }
    }
    return network;
  }

  private static Dense[] trained(HeadKind kind, Supplier<Dense[]> training) {
    try {
      return training.get();
    } catch (LinkageError missing) {
      throw new FaceException(
          ("expected org.nd4j:nd4j-native and its natives for this platform on the class path to"
                  + " train a head of kind %s, at least one is missing: add them, or train an SVM,"
                  + " which needs neither")
              .formatted(kind),
          missing);
    }
  }

  static Network read(HeadReader in, int inputs) {
    Dense[] layers = new Dense[in.count("layers", LEAST_BYTES)];
    int width = inputs;
    for (int i = 0; i < layers.length; i++) {
      layers[i] = layer(in, width);
      width = layers[i].outputs();
    }
    return new Network(List.of(layers));
  }

  private static Dense layer(HeadReader in, int expected) {
    int inputs = in.number();
    if (inputs != expected) {
      throw in.damaged(expected + " inputs", "" + inputs);
    }
    int outputs = in.count("outputs", Float.BYTES);
    boolean relu = in.flag();
    float[] weights = in.floats((long) inputs * outputs);
    return new Dense(inputs, outputs, weights, in.floats(outputs), relu);
  }

  void write(HeadWriter out) {
    out.number(layers.size());
    for (Dense layer : layers) {
      out.number(layer.inputs()).number(layer.outputs()).number(layer.relu() ? 1 : 0);
      out.floats(layer.weights()).floats(layer.bias());
    }
  }

  int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  float[] apply(float[] x) {
    return Dense.apply(layers, x);
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
