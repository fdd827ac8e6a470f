package io.faceattendance.match.head.internal;

import org.bytedeco.javacpp.Pointer;

/** A program that trains again and again and ends by returning; run by a test. */
final class TrainingProgram {
  private static final int WARM = 3;
  private static final int MORE = 5;

  private TrainingProgram() {}

  /**
   * Trains; writes to standard error how many megabytes the process has grown by after its first
   * trainings.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    train(WARM);
    long before = Pointer.physicalBytes();
    train(MORE);
    System.err.println("grown by " + ((Pointer.physicalBytes() - before) >> 20) + " MB");
  }

  private static void train(int times) {
    Clusters templates = Clusters.of(6, 6, 128, 0.3, 1);
    for (int i = 0; i < times; i++) {
      SoftmaxTrainer.train(templates.vectors(), templates.labels(), 6, i, done -> {});
      TripletTrainer.train(templates.vectors(), templates.labels(), i, null, done -> {});
    }
  }
}
