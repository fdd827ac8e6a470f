package io.faceattendance.cli;

import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import java.nio.file.Path;
import java.util.List;

/** Opens the facade as the options of a command say. */
final class Opened {
  private Opened() {}

  static FaceAttendance withModels(CommonOptions options) {
    return FaceAttendance.open(options.data, models(options));
  }

  /** For commands that compare with a store and make none. */
  static FaceAttendance existing(CommonOptions options) {
    return FaceAttendance.open(options.data, models(options).existingOnly());
  }

  private static AttendanceOptions models(CommonOptions options) {
    return AttendanceOptions.defaults()
        .withModels(options.models.chosen())
        .withPolicy(options.models.policy());
  }

  /** For commands that only read or remove: no model is loaded, and no store is made. */
  static FaceAttendance withoutModels(CommonOptions options) {
    return FaceAttendance.open(
        options.data, AttendanceOptions.defaults().withoutModels().existingOnly());
  }

  static List<String> names(List<Path> photos) {
    return photos.stream().map(Path::toString).toList();
  }
}
