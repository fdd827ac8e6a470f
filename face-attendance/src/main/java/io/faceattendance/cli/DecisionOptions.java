package io.faceattendance.cli;

import io.faceattendance.attendance.Register.Decision;
import picocli.CommandLine.Option;

/** Who decided something, and why. */
final class DecisionOptions {
  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "who decides, by an id of your own; kept encrypted")
  String by = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "why; kept encrypted, and deleted with the person")
  String reason = "";

  Decision decision(FaceCommand command) {
    try {
      return new Decision(by, reason);
    } catch (IllegalArgumentException e) {
      throw command.bad(String.valueOf(e.getMessage()));
    }
  }
}
