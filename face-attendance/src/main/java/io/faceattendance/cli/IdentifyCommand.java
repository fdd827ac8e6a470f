package io.faceattendance.cli;

import io.faceattendance.Image;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.IdentifiedFace;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.match.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code identify}: who is on a photo, without recording it. */
@Command(name = "identify", description = "Says who is on a photo; records nothing.")
final class IdentifyCommand extends FaceCommand {
  @Parameters(paramLabel = "PHOTO", description = "the photo")
  Path photo = Path.of("");

  @Override
  Result run() throws IOException {
    Image image = Photos.read(photo, common.limits);
    try (FaceAttendance attendance = Opened.existing(common)) {
      return identify(attendance, image);
    }
  }

  static Result identify(FaceAttendance attendance, Image image) {
    Threshold inForce = attendance.thresholds().identification();
    List<IdentifiedFace> found = attendance.identify(image);
    List<Map<String, @Nullable Object>> faces =
        found.stream().map(face -> Views.identified(face, inForce)).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, threshold %.4f"
            .formatted(Result.count(found.size(), "face", "faces"), inForce.similarity()));
    found.forEach(face -> lines.add(Views.line(face)));
    lines.add(Views.alignmentLine(attendance));
    PolicyInForce thresholds = attendance.thresholds().inForce();
    lines.add(Views.thresholdsLine(thresholds));
    boolean anybody = found.stream().anyMatch(face -> face.person().isPresent());
    Map<String, @Nullable Object> json =
        Result.object(
            "faces", faces,
            "alignment", Views.alignment(attendance),
            "thresholds", Views.thresholds(thresholds));
    return Result.of(anybody, json, lines);
  }
}
