package io.faceattendance;

import java.util.List;

/** Finds faces in a picture. Implementations are thread-safe and deterministic. */
public interface FaceDetector extends AutoCloseable {

  /**
   * Finds the faces of a picture.
   *
   * @param image the picture, of any size
   * @return the faces in pixels of that picture, best score first; empty if there is none
   * @throws InferenceException if the network fails
   * @throws IllegalStateException if the detector is closed
   */
  List<Face> detect(Image image);

  /**
   * Whether every face it finds has landmarks. Without them a face can only be aligned by its box.
   *
   * @return true if so, false if none has
   */
  boolean findsLandmarks();

  /**
   * The detector itself, without what was put around it: limits, tiles, further passes. Whoever has
   * cut a face out of a picture and looks for it there wants no region of the whole picture.
   *
   * @return the innermost detector, this one if there is nothing around it; it is closed with this
   *     one and by nobody else
   */
  default FaceDetector plain() {
    return this;
  }

  /** Waits for running calls, then frees what the detector owns. Closing again does nothing. */
  @Override
  void close();
}
