package io.faceattendance.attendance;

import io.faceattendance.FaceDetector;
import io.faceattendance.model.Execution;
import io.faceattendance.model.ModelStore;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What holds for whichever models are chosen.
 *
 * @param store gives the store; its settings are read when a model is opened
 * @param execution where both run; empty for where each runs by itself
 * @param leastScore least confidence of a face; empty for the detector's own
 * @param around what is put around the detector
 * @param flips whether mirror images are embedded too
 * @param landmarksRequired whether a detector without landmarks is refused
 */
record ModelSettings(
    Supplier<ModelStore> store,
    Optional<Execution> execution,
    OptionalDouble leastScore,
    UnaryOperator<FaceDetector> around,
    boolean flips,
    boolean landmarksRequired) {

  static ModelSettings defaults() {
    return new ModelSettings(
        ModelStore::defaults,
        Optional.empty(),
        OptionalDouble.empty(),
        UnaryOperator.identity(),
        false,
        false);
  }

  ModelSettings withStore(ModelStore other) {
    return new ModelSettings(() -> other, execution, leastScore, around, flips, landmarksRequired);
  }

  ModelSettings withExecution(Execution where) {
    return new ModelSettings(
        store, Optional.of(where), leastScore, around, flips, landmarksRequired);
  }

  ModelSettings withLeastScore(double score) {
    return new ModelSettings(
        store, execution, OptionalDouble.of(score), around, flips, landmarksRequired);
  }

  ModelSettings inside(UnaryOperator<FaceDetector> outer) {
    return new ModelSettings(
        store,
        execution,
        leastScore,
        detector -> orClose(around.apply(detector), outer),
        flips,
        landmarksRequired);
  }

  /** What is made of a detector; if that fails, nobody else could close the detector. */
  static FaceDetector orClose(FaceDetector opened, UnaryOperator<FaceDetector> next) {
    boolean complete = false;
    try {
      FaceDetector made = next.apply(opened);
      complete = true;
      return made;
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  ModelSettings withFlip() {
    return new ModelSettings(store, execution, leastScore, around, true, landmarksRequired);
  }

  ModelSettings requiringLandmarks() {
    return new ModelSettings(store, execution, leastScore, around, flips, true);
  }
}
