package io.faceattendance.cli;

import io.faceattendance.attendance.FaceChoice;
import picocli.CommandLine.Option;

/** Which face of a photo is meant, for the commands that want exactly one. */
final class FaceOption {
  @Option(
      names = "--face",
      paramLabel = "CHOICE",
      defaultValue = "only",
      converter = Converters.ToFaceChoice.class,
      description = "which face of a photo with several: only (refuses), largest, centre")
  FaceChoice choice = FaceChoice.only();
}
