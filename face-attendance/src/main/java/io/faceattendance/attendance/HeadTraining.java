package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.attendance.internal.HeadRow;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.head.HeadTrial;
import io.faceattendance.match.head.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From the templates of the store to a head in the store. One training at a time. Thread-safe. */
final class HeadTraining {
  private static final int ATTEMPTS = 3;

  private final AttendanceStore store;
  private final HeadTrainer trainer;

  HeadTraining(AttendanceStore store, HeadTrainer trainer) {
    this.store = store;
    this.trainer = trainer;
  }

  /** Tries, trains and stores; begins again if people change meanwhile. */
  synchronized TrainedHead train(HeadKind kind, Training training) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<TrainedHead> trained = attempt(kind, training);
      if (trained.isPresent()) {
        return trained.get();
      }
    }
    throw new FaceException(
        "people were enrolled or removed during each of %d trainings: train again later"
            .formatted(ATTEMPTS));
  }

  /**
   * Trains again what does not fit the people any more.
   *
   * @param kind what it was, if the removal of a person has deleted it
   * @return empty if there is nothing to do: somebody else was faster, or it is not to be used
   */
  synchronized Optional<TrainedHead> retrain(HeadKind kind, Training training) {
    Optional<TrainedHead> stored = store.heads().status();
    boolean wanted = stored.map(head -> head.inUse() && !head.upToDate()).orElse(true);
    return wanted
        ? Optional.of(train(stored.map(TrainedHead::kind).orElse(kind), training))
        : Optional.empty();
  }

  /** Empty if people changed meanwhile: what was trained may know somebody who is gone. */
  private Optional<TrainedHead> attempt(HeadKind kind, Training training) {
    long people = store.heads().peopleVersion(); // first: a change after it is found at the end
    List<LabelledEmbedding> templates =
        store.templates().stream()
            .map(one -> new LabelledEmbedding(one.person(), one.embedding()))
            .toList();
    if (templates.isEmpty()) {
      throw new FaceException("expected people to train a head on, nobody is enrolled");
    }
    HeadTrial trial = trainer.tried(kind, templates, part(training, 0));
    Head head = trainer.trained(kind, templates, part(training, 1));
    training.progress().accept(1); // the last chance to be told that it is not wanted
    HeadRow row =
        new HeadRow(
            kind,
            templates.get(0).embedding().space(),
            people,
            head.persons().size(),
            templates.size(),
            trial,
            trial.isBetter());
    byte[] bytes = head.toBytes();
    try {
      return store.heads().put(row, bytes) ? store.heads().status() : Optional.empty();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The trial is the first half of the work, the training the second. */
  private static Training part(Training whole, int half) {
    return whole.withProgress(done -> whole.progress().accept((half + done) / 2));
  }

  Head read(byte[] bytes, EmbeddingSpace space) {
    return trainer.read(bytes, space);
  }
}
