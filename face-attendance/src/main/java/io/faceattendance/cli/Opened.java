package io.faceattendance.cli;

import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import java.nio.file.Path;
import java.util.List;

/** Opens the facade as the options of a command say. */
final class Opened {
  private Opened() {}

  static FaceAttendance withModels(CommonOptions options) {
    AttendanceOptions attendance =
        AttendanceOptions.defaults().withModelStore(ModelFiles.store(options));
    return FaceAttendance.open(options.data, attendance);
  }

  /** For commands that only read or remove: no model is needed, none is loaded. */
  static FaceAttendance withoutModels(CommonOptions options) {
    return FaceAttendance.open(options.data, AttendanceOptions.defaults().withoutModels());
  }

  static List<String> names(List<Path> photos) {
    return photos.stream().map(Path::toString).toList();
  }
}
