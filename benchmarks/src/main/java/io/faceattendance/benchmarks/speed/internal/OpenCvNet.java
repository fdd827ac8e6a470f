package io.faceattendance.benchmarks.speed.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A network in OpenCV's dnn module, on an input that was filled before. Not thread-safe. */
public final class OpenCvNet implements AutoCloseable {
  private final Net net;
  private final FloatPointer values;
  private final Mat input;

  private OpenCvNet(Net net, FloatPointer values, Mat input) {
    this.net = net;
    this.values = values;
    this.input = input;
  }

  /**
   * Opens a network with one input and one output.
   *
   * @param file the ONNX file
   * @param planes the input of every call
   */
  public static OpenCvNet open(Path file, Planes planes) {
    FloatPointer values = new FloatPointer(planes.values());
    long[] shape = planes.shape();
    int[] sizes = new int[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(shape[i]);
    }
    return new OpenCvNet(
        opencv_dnn.readNetFromONNX(file.toString()), values, new Mat(sizes, CV_32F, values));
  }

  /**
   * Runs the network.
   *
   * @return the output's values
   */
  @SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
  public float[] run() {
    try (PointerScope scope = new PointerScope()) {
      net.setInput(input);
      FloatBuffer output = net.forward().createBuffer();
      float[] copy = new float[output.remaining()];
      output.get(copy);
      return copy;
    }
  }

  @Override
  public void close() {
    net.close();
    input.close();
    values.close();
  }
}
