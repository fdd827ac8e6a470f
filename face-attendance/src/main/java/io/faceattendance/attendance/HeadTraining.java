package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.HeadBasis;
import io.faceattendance.attendance.internal.HeadRow;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.HeadWish;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import io.faceattendance.match.head.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/**
 * From the templates of the store to a head in the store. One training at a time. Thread-safe.
 *
 * <p>A head is trained again from scratch with the seed of the first training, never from the
 * earlier head: the trial is about heads from scratch, and equal people get an equal head.
 */
final class HeadTraining {
  private static final int ATTEMPTS = 3;

  private final PeopleStore people;
  private final HeadStore heads;
  private final HeadTrainer trainer;
  private final TemplateScoring scoring;

  /**
   * Trains for galleries that compare people in one way.
   *
   * @param scoring that of the trainer's trials
   */
  HeadTraining(Vault vault, HeadTrainer trainer, TemplateScoring scoring) {
    this.people = new PeopleStore(vault);
    this.heads = new HeadStore(vault);
    this.trainer = trainer;
    this.scoring = scoring;
  }

  /** Tries, trains and stores; begins again if people change meanwhile. */
  synchronized TrainedHead train(HeadKind kind, Training training) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      HeadBasis basis = heads.basis();
      Made made = made(kind, training, basis);
      if (made.store(head -> heads.put(made.row(), head, basis))) {
        return status().orElseThrow(HeadTraining::decidedOtherwise);
      }
      if (heads.basis().decisions() != basis.decisions()) {
        throw decidedOtherwise();
      }
    }
    throw peopleKeepChanging();
  }

  /**
   * Trains the head that is wished for again, if it does not fit the people any more.
   *
   * @return empty if there is nothing to do: somebody else was faster, or none is wanted
   */
  synchronized Optional<TrainedHead> retrain(DoubleConsumer progress) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      HeadBasis basis = heads.basis(); // first: a change after it is found at the end
      Optional<HeadWish> wish = wish();
      if (wish.isEmpty() || heads.isUpToDate()) {
        return Optional.empty();
      }
      Training training = Training.defaults().withSeed(wish.get().seed()).withProgress(progress);
      Made made = made(wish.get().kind(), training, basis);
      if (made.store(head -> heads.putAgain(made.row(), head, basis))) {
        return status();
      }
    }
    throw peopleKeepChanging();
  }

  /** That of galleries that compare people as this one does; others train theirs themselves. */
  Optional<HeadWish> wish() {
    return heads.wish().filter(wish -> wish.scoring() == scoring);
  }

  Optional<TrainedHead> status() {
    return heads.status(scoring);
  }

  private Made made(HeadKind kind, Training training, HeadBasis basis) {
    List<LabelledEmbedding> templates =
        people.templates().stream()
            .map(one -> new LabelledEmbedding(one.person(), one.embedding()))
            .toList();
    if (templates.isEmpty()) {
      throw new FaceException("expected people to train a head on, nobody is enrolled");
    }
    HeadTrial trial = trainer.tried(kind, templates, part(training, 0));
    Head head = trainer.trained(kind, templates, part(training, 1));
    HeadRow row =
        new HeadRow(
            kind,
            templates.get(0).embedding().space(),
            basis.people(),
            head.persons().size(),
            templates.size(),
            training.seed(),
            scoring,
            trial,
            trial.isBetter());
    return new Made(row, head, training.progress());
  }

  /**
   * What came out of a training.
   *
   * @param row what is known of the head
   * @param head the head
   * @param progress is told of the end, and may still say that the head is not wanted
   */
  private record Made(HeadRow row, Head head, DoubleConsumer progress) {

    /** Whether the head was stored. */
    boolean store(Predicate<byte[]> write) {
      byte[] bytes = head.toBytes();
      try {
        progress.accept(1);
        return write.test(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }

  private static FaceException peopleKeepChanging() {
    return new FaceException(
        "people were enrolled or removed during each of %d trainings: train again later"
            .formatted(ATTEMPTS));
  }

  private static FaceException decidedOtherwise() {
    return new FaceException(
        "the head was switched off, or another one trained, during this training: nothing was kept;"
            + " train again if it is still wanted");
  }

  /** The trial is the first half of the work, the training the second. */
  private static Training part(Training whole, int half) {
    return whole.withProgress(done -> whole.progress().accept((half + done) / 2));
  }

  Head read(byte[] bytes, EmbeddingSpace space) {
    return trainer.read(bytes, space);
  }
}
