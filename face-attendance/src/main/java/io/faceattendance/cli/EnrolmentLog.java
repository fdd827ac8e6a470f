package io.faceattendance.cli;

import io.faceattendance.attendance.EnrolmentResult;
import io.faceattendance.attendance.EnrolmentResult.RefusedPhoto;
import io.faceattendance.attendance.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each photo of an enrolment. The keys are a contract. Not thread-safe. */
final class EnrolmentLog {
  private final List<Map<String, @Nullable Object>> enrolled = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> refused = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> suspicious = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> overridden = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  void enrolled(Person person, int templates, int replaced) {
    enrolled.add(
        Result.object(
            "id",
            person.id().value(),
            "name",
            person.name(),
            "templates",
            templates,
            "replaced",
            replaced));
    lines.add(
        "enrolled %s (%s), %s%s"
            .formatted(
                person.name(),
                person.id(),
                Result.count(templates, "template", "templates"),
                replaced == 0 ? "" : ", the oldest %d replaced".formatted(replaced)));
  }

  /**
   * The answer.
   *
   * @param people how many were to be enrolled
   */
  Result result(int people, @Nullable String alignment) {
    lines.add(
        "%s of %d enrolled, %s refused"
            .formatted(
                Result.count(enrolled.size(), "person", "people"),
                people,
                Result.count(refused.size(), "photo", "photos")));
    if (alignment != null) {
      lines.add(Views.alignmentLine(alignment));
    }
    Map<String, @Nullable Object> json =
        Result.object(
            "enrolled", enrolled,
            "refused", refused,
            "suspicious", suspicious,
            "overridden", overridden,
            "alignment", alignment);
    return new Result(enrolled.isEmpty() ? Result.BAD_INPUT : Result.YES, json, lines);
  }

  void report(EnrolmentResult result, List<Path> photos) {
    for (RefusedPhoto one : result.refused()) {
      Path photo = photos.get(one.photo());
      String reason = one.message() + hint(one.reason());
      refuse(photo, reason, one.reason().name(), Views.findings(one.findings()));
    }
    for (EnrolmentResult.Suspicion one : result.suspicious()) {
      Path photo = photos.get(one.photo());
      suspicious.add(json(one, photo, result.person()));
      lines.add(line(one, photo, result.person(), "a search confuses from"));
    }
    for (EnrolmentResult.Suspicion one : result.overridden()) {
      Path photo = photos.get(one.photo());
      overridden.add(json(one, photo, result.person()));
      lines.add(line(one, photo, result.person(), "a double from"));
    }
    for (EnrolmentResult.Inconsistency one : result.inconsistent()) {
      lines.add(
          "warning: %s is unlike the other photos of %s (cosine %.4f, expected %.4f)"
              .formatted(
                  one.photo().isPresent()
                      ? photos.get(one.photo().getAsInt())
                      : "a photo enrolled before",
                  result.person().id(),
                  one.similarity(),
                  one.threshold()));
    }
  }

  private static Map<String, @Nullable Object> json(
      EnrolmentResult.Suspicion one, Path photo, Person person) {
    return Result.object(
        "photo", photo.toString(),
        "id", person.id().value(),
        "resembles", one.resembles().value(),
        "similarity", Result.rounded(one.similarity()),
        "threshold", Result.rounded(one.threshold()));
  }

  private static String line(
      EnrolmentResult.Suspicion one, Path photo, Person person, String what) {
    return "warning: %s of %s resembles %s (cosine %.4f, %s %.4f on); enrolled"
        .formatted(photo, person.id(), one.resembles(), one.similarity(), what, one.threshold());
  }

  private static String hint(EnrolmentResult.Refusal reason) {
    return switch (reason) {
      case SEVERAL_FACES -> " (--face largest|centre)";
      case RESEMBLES_ANOTHER_PERSON -> " (if they are two people: --allow-resemblance)";
      default -> "";
    };
  }

  void refuse(Path file, String reason) {
    refuse(file, reason, "BAD_INPUT", List.of());
  }

  private void refuse(
      Path photo, String reason, String code, List<Map<String, @Nullable Object>> findings) {
    refused.add(
        Result.object(
            "photo", photo.toString(), "reason", reason, "code", code, "findings", findings));
    // A picture that cannot be read names itself.
    lines.add(
        reason.startsWith(photo + ":")
            ? "refused " + reason
            : "refused %s: %s".formatted(photo, reason));
  }
}
