package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.attendance.AttendanceReport;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.Consent;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.IdentifiedFace;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.PolicyInForce;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.match.Identification;
import io.faceattendance.match.Threshold;
import io.faceattendance.match.Verification;
import io.faceattendance.quality.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facade's answers as JSON objects and as lines. The keys are a contract. */
final class Views {
  private Views() {}

  /** How faces were cut out before they were compared: by their landmarks or by their box. */
  static String alignment(boolean byLandmarks) {
    return byLandmarks ? "landmarks" : "box";
  }

  static String alignment(FaceAttendance attendance) {
    return alignment(attendance.alignsByLandmarks());
  }

  static String alignmentLine(FaceAttendance attendance) {
    return alignmentLine(alignment(attendance));
  }

  static String alignmentLine(String alignment) {
    return "alignment: " + alignment;
  }

  /** Which thresholds are in force. */
  static Map<String, @Nullable Object> thresholds(PolicyInForce inForce) {
    return Result.object(
        "origin", inForce.origin().name().toLowerCase(Locale.ROOT),
        "source", inForce.words(),
        "target_fpir", inForce.policy().targetFpir());
  }

  static String thresholdsLine(PolicyInForce inForce) {
    return "thresholds: " + inForce.words();
  }

  static Map<String, @Nullable Object> person(EnrolledPerson enrolled) {
    Person person = enrolled.person();
    return Result.object(
        "id", person.id().value(),
        "name", person.name(),
        "templates", enrolled.templates(),
        "groups", person.groups().stream().map(GroupId::value).toList(),
        "external_ids", person.externalIds(),
        "active_from", person.activeFrom().map(Object::toString).orElse(null),
        "active_to", person.activeTo().map(Object::toString).orElse(null),
        "consent", person.consent().map(Views::consent).orElse(null));
  }

  private static Map<String, @Nullable Object> consent(Consent consent) {
    return Result.object(
        "reference", consent.reference(),
        "holds", consent.holds(),
        "withdrawn_at", consent.withdrawnAt().map(Object::toString).orElse(null));
  }

  static List<Double> box(BoundingBox box) {
    return List.of(pixels(box.x()), pixels(box.y()), pixels(box.width()), pixels(box.height()));
  }

  private static double pixels(double value) {
    return Math.round(value * 10) / 10.0;
  }

  static Map<String, @Nullable Object> verification(Verification verification) {
    return Result.object(
        "verified", verification.verified(),
        "similarity", Result.rounded(verification.similarity()),
        "threshold", Result.rounded(verification.threshold().similarity()),
        "target_supported", verification.threshold().targetSupported());
  }

  static String line(Verification verification) {
    return "%s: cosine %.4f, threshold %.4f"
        .formatted(
            verification.verified() ? "verified" : "not verified",
            verification.similarity(),
            verification.threshold().similarity());
  }

  static Map<String, @Nullable Object> identified(IdentifiedFace face, Threshold inForce) {
    Optional<Identification> answer = face.identification();
    Threshold threshold = answer.map(Identification::threshold).orElse(inForce);
    return Result.object(
        "box", box(face.face().box()),
        "result", result(face),
        "id", face.person().map(person -> person.id().value()).orElse(null),
        "name", face.person().map(Person::name).orElse(null),
        "similarity", orNull(answer.map(Identification::similarity)),
        "margin", orNull(answer.map(Identification::margin)),
        "threshold", Result.rounded(threshold.similarity()),
        "target_supported", threshold.targetSupported(),
        "reason", face.reason(),
        "code", face.code(),
        "findings", findings(face.findings()));
  }

  /** The limits that a face violates. */
  static List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
    return findings.stream().map(Views::finding).toList();
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    return Result.object(
        "code", finding.defect().name(),
        "criterion", finding.defect().criterion().name(),
        "value", Result.rounded(finding.value()),
        "unit", finding.defect().criterion().unit(),
        "limit", Result.rounded(finding.limit()));
  }

  private static @Nullable Double orNull(Optional<OptionalDouble> value) {
    OptionalDouble number = value.orElse(OptionalDouble.empty());
    return number.isPresent() ? Result.rounded(number.getAsDouble()) : null;
  }

  static String result(IdentifiedFace face) {
    if (face.person().isPresent()) {
      return "known";
    }
    boolean ambiguous =
        face.identification().filter(Identification.Ambiguous.class::isInstance).isPresent();
    return ambiguous ? "ambiguous" : "unknown";
  }

  static String line(IdentifiedFace face) {
    String who = face.person().map(Views::words).orElseGet(() -> result(face));
    String score =
        face.identification()
            .map(Identification::similarity)
            .filter(OptionalDouble::isPresent)
            .map(similarity -> ", best cosine %.4f".formatted(similarity.getAsDouble()))
            .orElse("");
    return "  %s at %s: %s%s".formatted(who, box(face.face().box()), face.reason(), score);
  }

  private static String words(Person person) {
    return "%s (%s)".formatted(person.name(), person.id());
  }

  static Map<String, @Nullable Object> marked(AttendanceReport report, List<String> photos) {
    return Result.object(
        "session", report.session().value(),
        "at", report.at().toString(),
        "faces", report.faces().size(),
        "present", report.present().stream().map(one -> present(report, one, photos)).toList(),
        "not_counted",
            report.notCounted().stream().map(one -> present(report, one, photos)).toList(),
        "unknown", report.unknown().stream().map(face -> unknown(face, photos)).toList());
  }

  private static String others(long sightings) {
    return sightings == 0 ? "" : " and %d more".formatted(sightings);
  }

  private static Map<String, @Nullable Object> present(
      AttendanceReport report, PresentPerson one, List<String> photos) {
    return Result.object(
        "id", one.person().id().value(),
        "name", one.person().name(),
        "similarity", Result.rounded(one.evidence().similarity()),
        "photo", photos.get(one.evidence().photo()),
        "box", box(one.evidence().box()),
        "already_marked", one.alreadyMarked(),
        "answer", Result.word(one.answer()),
        "sightings", sightings(report, one).map(face -> sighting(face, photos)).toList());
  }

  private static String line(AttendanceReport report, PresentPerson one, List<String> photos) {
    return "%s, cosine %.4f, in %s%s%s%s"
        .formatted(
            words(one.person()),
            one.evidence().similarity(),
            photos.get(one.evidence().photo()),
            others(sightings(report, one).count() - 1),
            one.alreadyMarked() ? " (marked before)" : "",
            one.answer() == Answer.ACCEPTED ? "" : ": " + AttendanceViews.words(one.answer()));
  }

  private static Stream<IdentifiedFace> sightings(AttendanceReport report, PresentPerson one) {
    return report.faces().stream().filter(face -> face.person().equals(Optional.of(one.person())));
  }

  private static Map<String, @Nullable Object> sighting(IdentifiedFace face, List<String> photos) {
    return Result.object(
        "photo", photos.get(face.photo()),
        "box", box(face.face().box()),
        "similarity", orNull(face.identification().map(Identification::similarity)));
  }

  private static Map<String, @Nullable Object> unknown(IdentifiedFace face, List<String> photos) {
    return Result.object(
        "photo", photos.get(face.photo()),
        "box", box(face.face().box()),
        "result", result(face),
        "reason", face.reason(),
        "code", face.code(),
        "findings", findings(face.findings()));
  }

  static List<String> lines(AttendanceReport report, List<String> photos) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "session %s at %s: %s, %d present%s, %d unknown"
            .formatted(
                report.session(),
                report.at(),
                Result.count(report.faces().size(), "face", "faces"),
                report.present().size(),
                report.notCounted().isEmpty()
                    ? ""
                    : ", %d not counted".formatted(report.notCounted().size()),
                report.unknown().size()));
    report.present().forEach(one -> lines.add("  present  " + line(report, one, photos)));
    report.notCounted().forEach(one -> lines.add("  not counted  " + line(report, one, photos)));
    for (IdentifiedFace face : report.unknown()) {
      lines.add(
          "  unknown  %s in %s: %s"
              .formatted(box(face.face().box()), photos.get(face.photo()), face.reason()));
    }
    return lines;
  }
}
