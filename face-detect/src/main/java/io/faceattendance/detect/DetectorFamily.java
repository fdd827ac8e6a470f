package io.faceattendance.detect;

import io.faceattendance.internal.Letterbox;
import io.faceattendance.internal.Tensor;
import io.faceattendance.internal.TensorSpec;
import io.faceattendance.model.Preprocessing;
import java.util.List;

/** Networks that are fed and read alike: what differs between two of a family is in their cards. */
public enum DetectorFamily {
  /**
   * YuNet: any picture, padded on the right and below to multiples of 32; Wu, Peng and Yu, "YuNet:
   * A Tiny Millisecond-level Face Detector", 2023.
   */
  YUNET(true, YuNetDecoder.tensors()) {
    @Override
    Letterbox letterbox(int width, int height, Preprocessing input, int longestSide) {
      return Letterbox.shrinkTo(width, height, longestSide, 32);
    }

    @Override
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return YuNetDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  };

  private final boolean landmarks;
  private final List<TensorSpec> outputs;

  DetectorFamily(boolean landmarks, List<TensorSpec> outputs) {
    this.landmarks = landmarks;
    this.outputs = outputs;
  }

  boolean findsLandmarks() {
    return landmarks;
  }

  /** The outputs, in the order in which {@link #decode} takes them. */
  List<TensorSpec> outputs() {
    return outputs;
  }

  /** How a picture is set into the network's input. */
  abstract Letterbox letterbox(int width, int height, Preprocessing input, int longestSide);

  /** All finds from a score on, in pixels of the network's input. */
  abstract Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold);
}
