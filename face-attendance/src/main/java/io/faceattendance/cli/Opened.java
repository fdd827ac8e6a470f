package io.faceattendance.cli;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.attendance.Stores;
import io.faceattendance.match.MatchPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens the facade as the options of a command say. */
final class Opened {
  private Opened() {}

  static FaceAttendance withModels(CommonOptions options) {
    return open(options, models(options));
  }

  /** For an enrolment, which may keep the pictures it accepts. */
  static FaceAttendance toEnrol(CommonOptions options, boolean keepPictures) {
    return open(options, models(options).keepingPictures(keepPictures, false));
  }

  /** For marks, which may keep the faces they recognise; no store is made. */
  static FaceAttendance toMark(CommonOptions options, boolean keepPictures) {
    return open(options, models(options).keepingPictures(false, keepPictures).existingOnly());
  }

  /** For commands that compare with a store and make none. */
  static FaceAttendance existing(CommonOptions options) {
    return open(options, models(options).existingOnly());
  }

  private static AttendanceOptions models(CommonOptions options) {
    return thresholds(options).withModels(options.models.chosen());
  }

  /** A command ends before a head is trained again. */
  private static AttendanceOptions thresholds(CommonOptions options) {
    AttendanceOptions chosen =
        AttendanceOptions.defaults()
            .withTemplateScoring(options.models.scoring)
            .withoutRetraining();
    return options.models.policy().map(chosen::withPolicy).orElse(chosen);
  }

  /** For commands that only read or remove: no model is loaded, and no store is made. */
  static FaceAttendance withoutModels(CommonOptions options) {
    return open(options, AttendanceOptions.defaults().withoutModels().existingOnly());
  }

  /** For commands that look at thresholds: the same, with those of the options. */
  static FaceAttendance withThresholds(CommonOptions options) {
    return open(options, thresholds(options).withoutModels().existingOnly());
  }

  /** For thresholds that are kept: without models, but the store is made if there is none. */
  static FaceAttendance toKeepThresholds(CommonOptions options) {
    return open(options, thresholds(options).withoutModels());
  }

  /** For commands that set something up without a face: the store is made if there is none. */
  static FaceAttendance toSetUp(CommonOptions options) {
    return open(options, AttendanceOptions.defaults().withoutModels());
  }

  private static FaceAttendance open(CommonOptions options, AttendanceOptions chosen) {
    return options.store == null
        ? FaceAttendance.open(options.directory(), chosen)
        : FaceAttendance.open(Stores.of(options.store, System.getenv(), chosen.patience()), chosen);
  }

  /**
   * The policy in force for a space: by the table that was named, else by the calibration of the
   * data directory if a store is there, else by the table that comes along.
   */
  static PolicyInForce policy(CommonOptions options, EmbeddingSpace space) {
    Optional<Function<EmbeddingSpace, MatchPolicy>> named = options.models.policy();
    if (named.isPresent()) { // needs no key of a store
      return new PolicyInForce(named.get().apply(space), PolicyInForce.Origin.GIVEN);
    }
    try (FaceAttendance attendance = withThresholds(options)) {
      return attendance.thresholds().inForce(space);
    } catch (NoStoreException e) {
      return PolicyInForce.bundled(space);
    }
  }

  static List<String> names(List<Path> photos) {
    return photos.stream().map(Path::toString).toList();
  }
}
