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
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return YuNetDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  },

  /**
   * SCRFD with landmarks: any picture, padded on the right and below to multiples of 32; Guo et
   * al., "Sample and Computation Redistribution for Efficient Face Detection", 2021.
   */
  SCRFD(true, ScrfdDecoder.tensors()) {
    @Override
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return ScrfdDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  },

  /**
   * RetinaFace: a picture shrunk into an input of fixed size; Deng et al., "RetinaFace: Single-Shot
   * Multi-Level Face Localisation in the Wild", 2020.
   */
  RETINAFACE(true, RetinaFaceDecoder.tensors()) {
    // Its decoder counts the cells that the input ends in.
    @Override
    boolean takes(Preprocessing input) {
      return (input.width() == 0) == (input.height() == 0);
    }

    @Override
    String sizes() {
      return "any or a fixed size";
    }

    @Override
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return RetinaFaceDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  },

  /**
   * Ultra-Light RFB: a picture squeezed into an input of fixed size, no landmarks; Linzaer,
   * Ultra-Light-Fast-Generic-Face-Detector-1MB.
   */
  RFB(false, RfbDecoder.tensors()) {
    @Override
    boolean takes(Preprocessing input) {
      return input.width() > 0 && input.height() > 0;
    }

    @Override
    String sizes() {
      return "a fixed size, such as 320x240,";
    }

    @Override
    Letterbox letterbox(int width, int height, Preprocessing input, int longestSide) {
      return Letterbox.squeeze(width, height, input.width(), input.height());
    }

    @Override
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return RfbDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  },

  /** YOLOv8 with landmarks: a picture shrunk into an input of fixed size. */
  YOLOV8_FACE(true, YoloV8FaceDecoder.tensors()) {
    @Override
    Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold) {
      return YoloV8FaceDecoder.decode(outputs, letterbox.width(), letterbox.height(), threshold);
    }
  };

  private static final int LARGEST_STRIDE = 32;

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

  /** Whether {@link #decode} understands what a network with this input puts out. */
  boolean takes(Preprocessing input) {
    return input.width() % LARGEST_STRIDE == 0
        && input.height() % LARGEST_STRIDE == 0
        && (input.width() == 0) == (input.height() == 0);
  }

  /** The sizes of inputs that it takes, in words. */
  String sizes() {
    return "any or multiples of " + LARGEST_STRIDE;
  }

  /**
   * How a picture is set into the network's input: shrunk into an input of fixed size, or else to
   * the longest side. Never scaled up: the face of a portrait would outgrow what networks know.
   */
  Letterbox letterbox(int width, int height, Preprocessing input, int longestSide) {
    return input.width() == 0
        ? Letterbox.shrinkTo(width, height, longestSide, LARGEST_STRIDE)
        : Letterbox.shrinkInto(width, height, input.width(), input.height());
  }

  /** All finds from a score on, in pixels of the network's input. */
  abstract Detections decode(List<Tensor> outputs, Letterbox letterbox, double threshold);
}
