package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.HeadWish;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.Training;
import java.util.Optional;

/**
 * The head of a data directory: what was trained on the templates of everybody enrolled, to have a
 * say after the threshold. There is at most one. It is used only if it was better than the raw
 * embedding on templates that were held back, and only until somebody is enrolled or removed; the
 * removal of a person deletes it. That it is wanted is remembered until {@link #off()}: a {@link
 * FaceAttendance} with models trains it again in the background, unless it was opened {@link
 * AttendanceOptions#withoutRetraining()} or compares people in another way than the first training
 * did. Needs no models. Thread-safe; usable as long as its {@link FaceAttendance} is open.
 */
public final class TrainedHeads {
  private final Owned owned;
  private final HeadStore heads;
  private final HeadTraining training;
  private final Retraining retraining;
  private final Optional<Gallery> gallery;

  TrainedHeads(
      Owned owned,
      HeadStore heads,
      HeadTraining training,
      Retraining retraining,
      Optional<Gallery> gallery) {
    this.owned = owned;
    this.heads = heads;
    this.training = training;
    this.retraining = retraining;
    this.gallery = gallery;
  }

  /**
   * Tries a head on templates and people that are held back, trains it on everybody, and keeps it
   * with that verdict, in place of an earlier one. If the verdict is good it is used at once: here,
   * and in other programs at their next call. Takes seconds to minutes, in which other calls go on.
   *
   * @param kind what to train
   * @param how the seed, and who is told of the progress (of the trial, then of the training)
   * @return the head and the verdict
   * @throws FaceException if there are too few people or templates, or people were enrolled or
   *     removed again and again meanwhile, or the head was switched off or another one trained; an
   *     earlier head stays then, unless it was switched off
   */
  public TrainedHead train(HeadKind kind, Training how) {
    return owned.whileOpen(() -> training.train(kind, how));
  }

  /**
   * The head that is kept.
   *
   * @return empty if there is none
   * @throws StoreException if it was changed; {@link #off()} deletes it all the same
   */
  public Optional<TrainedHead> status() {
    return owned.whileOpen(training::status);
  }

  /**
   * What is to be used, and trained again whenever people change.
   *
   * @return empty if no head is wanted: none was trained that was better, it was switched off, or
   *     it was trained for another way of comparing people
   */
  public Optional<HeadKind> wanted() {
    return owned.whileOpen(() -> training.wish().map(HeadWish::kind));
  }

  /**
   * Deletes the head, and the wish for one: the raw embedding decides alone, here at once and in
   * other programs at their next call. A training that runs, here or in another program, keeps
   * nothing.
   *
   * @return whether there was a head
   */
  public boolean off() {
    return owned.whileOpen(
        () -> {
          boolean deleted = heads.delete(); // what runs cannot be stored after it
          retraining.cancel(); // and need not go on
          gallery.ifPresent(Gallery::current);
          return deleted;
        });
  }
}
