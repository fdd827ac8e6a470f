package io.faceattendance.cli;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.match.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code verify}: two photos, or a claimed id and a photo. */
@Command(
    name = "verify",
    description = "Says whether two photos, or a photo and an id, are one person.")
final class VerifyCommand extends FaceCommand {
  @Option(
      names = "--id",
      paramLabel = "ID",
      converter = Converters.ToPersonId.class,
      description = "who the person on the photo says to be")
  @Nullable PersonId id;

  @Mixin FaceOption face = new FaceOption();

  @Parameters(arity = "1..2", paramLabel = "PHOTO", description = "two photos; one with --id")
  List<Path> photos = new ArrayList<>();

  @Override
  Result run() throws IOException {
    int expected = id == null ? 2 : 1;
    if (photos.size() != expected) {
      throw new ParameterException(
          spec.commandLine(),
          "expected two PHOTOs, or --id ID and one, got %d".formatted(photos.size()));
    }
    return id == null ? pair() : claim(id, Photos.read(photos.get(0), common.limits));
  }

  private Result pair() throws IOException {
    Image first = Photos.read(photos.get(0), common.limits);
    Image second = Photos.read(photos.get(1), common.limits);
    try (PhotoPair pair = PhotoPair.open(common, face.choice)) {
      Verification verification = pair.verify(first, photos.get(0), second, photos.get(1));
      return result(verification, Views.alignment(pair.alignsByLandmarks()), pair.policyInForce());
    }
  }

  private Result claim(PersonId claimed, Image photo) {
    try (FaceAttendance attendance = Opened.existing(common)) {
      Verification verification = attendance.verify(claimed, photo, face.choice);
      return result(verification, Views.alignment(attendance), attendance.thresholds().inForce());
    }
  }

  private static Result result(
      Verification verification, String alignment, PolicyInForce thresholds) {
    Map<String, @Nullable Object> json = Views.verification(verification);
    json.put("alignment", alignment);
    json.put("thresholds", Views.thresholds(thresholds));
    return Result.of(
        verification.verified(),
        json,
        List.of(
            Views.line(verification),
            Views.alignmentLine(alignment),
            Views.thresholdsLine(thresholds)));
  }
}
