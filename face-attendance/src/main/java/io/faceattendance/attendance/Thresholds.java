package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.ModelException;
import io.faceattendance.attendance.internal.CalibrationStore;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.Threshold;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The thresholds of a data directory: which are in force, and those that were calibrated on the
 * user's own pictures. Needs no models where nothing else is said. Thread-safe; usable as long as
 * its {@link FaceAttendance} is open.
 */
public final class Thresholds {
  private final Owned owned;
  private final CalibrationStore calibrations;
  private final PeopleStore people;
  private final Optional<Function<EmbeddingSpace, MatchPolicy>> given;
  private final TemplateScoring scoring;
  private final Optional<Gallery> gallery;

  Thresholds(Owned owned, Vault vault, AttendanceOptions options, Optional<Gallery> gallery) {
    this.owned = owned;
    this.calibrations = new CalibrationStore(vault);
    this.people = new PeopleStore(vault);
    this.given = options.policy();
    this.scoring = options.templates().scoring();
    this.gallery = gallery;
  }

  /**
   * The policy for embeddings of a space, and where it comes from.
   *
   * @param space the embeddings' space
   * @return the policy
   * @throws ModelException if nothing was given, nothing is calibrated, and no table comes with
   *     this library
   */
  public PolicyInForce inForce(EmbeddingSpace space) {
    return owned.whileOpen(() -> PolicyInForce.of(given, calibrations, space));
  }

  /**
   * The policy for faces as they are compared here, and where it comes from.
   *
   * @return the policy
   * @throws IllegalStateException if this was opened without models
   */
  public PolicyInForce inForce() {
    return owned.whileOpen(() -> loaded().inForce());
  }

  /**
   * The threshold of a search among the people enrolled now.
   *
   * @return the threshold
   * @throws IllegalStateException if this was opened without models
   */
  public Threshold identification() {
    return owned.whileOpen(() -> loaded().matcher().identificationThreshold());
  }

  private Gallery.Loaded loaded() {
    return gallery.map(Gallery::current).orElseThrow(Recognition::missing);
  }

  /**
   * How many comparisons a search among the people enrolled now is worth.
   *
   * @param space the space of what is to be compared with them
   * @return {@link TemplateScoring#comparisons} of the people enrolled; 0 if nobody is
   * @throws StoreException if the templates are of another space
   */
  public int comparisons(EmbeddingSpace space) {
    return owned.whileOpen(
        () -> {
          Gallery.requireSpace(people.spaces(), space);
          List<EnrolledPerson> enrolled = people.people();
          int templates = enrolled.stream().mapToInt(EnrolledPerson::templates).sum();
          return scoring.comparisons(templates, enrolled.size());
        });
  }

  /**
   * Keeps thresholds measured on the user's own pictures and applies them at once: here, and in
   * other programs at their next call; an earlier calibration is replaced. A policy that a program
   * gives itself still goes before them.
   *
   * @param table what was measured; its space is that of the templates
   * @param targetFpir how many searches for strangers may bring a false identity, above 0, below 1.
   *     It is not checked whether the table supports it; thresholds that do not say so
   * @throws IllegalArgumentException if the target is out of range, or the table is of another
   *     space than the models
   * @throws StoreException if the templates are of another space
   */
  public void calibrate(FmrTable table, double targetFpir) {
    MatchPolicy checked = MatchPolicy.defaults(table).withTargetFpir(targetFpir);
    EmbeddingSpace space = checked.table().source().space();
    owned.whileOpen(
        () -> {
          gallery.ifPresent(loaded -> loaded.requireSpace(space));
          Gallery.requireSpace(people.spaces(), space);
          calibrations.put(table, targetFpir);
          return gallery.map(Gallery::current);
        });
  }

  /**
   * The calibration that is kept for a space. It is in force unless the program gave a policy.
   *
   * @param space the embeddings' space
   * @return empty if there is none
   */
  public Optional<StoredCalibration> calibration(EmbeddingSpace space) {
    return owned.whileOpen(() -> calibrations.find(space));
  }

  /**
   * Forgets every calibration: from the next call on the table that comes with this library counts,
   * unless the program gave a policy. Where none comes for the space, every call that compares
   * faces throws {@link ModelException} then.
   *
   * @return whether there was one
   */
  public boolean forgetCalibration() {
    return owned.whileOpen(() -> calibrations.clear());
  }
}
