package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.attendance.EnrolmentOptions;
import io.faceattendance.attendance.EnrolmentResult;
import io.faceattendance.attendance.EnrolmentResult.RefusedPhoto;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code enrol}: one person by photos, or a folder of people. */
@Command(
    name = "enrol",
    description = "Enrols a person from photos, or everybody from a folder of folders.")
final class EnrolCommand extends FaceCommand {
  // Bounds the memory that the photos of one person take at once.
  private static final int PHOTOS_AT_ONCE = 16;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "the person's id")
  @Nullable String id;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "the person's name")
  @Nullable String name;

  @Parameters(index = "2..*", arity = "0..*", paramLabel = "PHOTO", description = "photos")
  List<Path> photos = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "a folder for each person; its name is id and name")
  @Nullable Path from;

  @Mixin FaceOption face = new FaceOption();

  @Option(
      names = "--allow-resemblance",
      description = "enrol although the face resembles somebody enrolled; this is recorded")
  boolean allowResemblance;

  private final List<Map<String, @Nullable Object>> enrolled = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> refused = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> suspicious = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> overridden = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private @Nullable String alignment;

  @Override
  Result run() throws IOException {
    Map<Person, List<Path>> people = people();
    if (!people.isEmpty()) {
      enrol(people);
    }
    lines.add(
        "%s of %d enrolled, %s refused"
            .formatted(
                Result.count(enrolled.size(), "person", "people"),
                people.size(),
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

  private void enrol(Map<Person, List<Path>> people) {
    try (FaceAttendance attendance = Opened.withModels(common);
        ProgressBar progress = from == null ? null : bar(people)) {
      for (Map.Entry<Person, List<Path>> one : people.entrySet()) {
        enrol(attendance, one.getKey(), one.getValue(), progress);
      }
      alignment = Views.alignment(attendance);
    }
  }

  private Map<Person, List<Path>> people() throws IOException {
    if (from != null) {
      if (id != null) {
        throw new ParameterException(
            spec.commandLine(), "expected either ID NAME PHOTO... or --from DIR, got both");
      }
      return folders(from);
    }
    if (id == null || name == null || photos.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "expected ID NAME PHOTO..., or --from DIR");
    }
    return Map.of(person(id, name), photos);
  }

  private Map<Person, List<Path>> folders(Path root) throws IOException {
    Map<Person, List<Path>> people = new LinkedHashMap<>();
    for (Path folder : Photos.folders(root)) {
      add(folder, people);
    }
    return people;
  }

  /** A folder that cannot be used does not keep the others from being enrolled. */
  private void add(Path folder, Map<Person, List<Path>> people) {
    try {
      List<Path> files = Photos.list(folder);
      if (files.isEmpty()) {
        throw new FaceException("expected photos in the folder, it is empty");
      }
      people.put(person(Photos.name(folder), Photos.name(folder)), files);
    } catch (IOException | FaceException e) {
      refuse(folder, Main.message(e));
    }
  }

  private static Person person(String id, String name) {
    if (Photos.isGarbled(id)) { // a folder's name; arguments were checked before
      throw new FaceException("its name cannot be read in this locale: set LC_ALL=C.UTF-8");
    }
    try {
      return Person.of(id, name);
    } catch (IllegalArgumentException e) {
      throw new FaceException("%s (id '%s')".formatted(e.getMessage(), id), e);
    }
  }

  private static ProgressBar bar(Map<Person, List<Path>> people) {
    int total = people.values().stream().mapToInt(List::size).sum();
    return ProgressBar.builder().setTaskName("enrol").setInitialMax(total).build();
  }

  private void enrol(
      FaceAttendance attendance, Person person, List<Path> files, @Nullable ProgressBar progress) {
    int templates = 0;
    int replaced = 0;
    boolean added = false;
    for (int start = 0; start < files.size(); start += PHOTOS_AT_ONCE) {
      List<Path> batch = files.subList(start, Math.min(files.size(), start + PHOTOS_AT_ONCE));
      List<Path> readable = new ArrayList<>();
      List<Image> images = new ArrayList<>();
      read(batch, readable, images);
      if (!images.isEmpty()) {
        EnrolmentResult result = attendance.enrol(person, images, options());
        templates = result.templates();
        replaced += result.replaced();
        added |= result.added() > 0;
        report(result, readable);
      }
      if (progress != null) {
        progress.stepBy(batch.size());
      }
    }
    if (added) {
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
  }

  private EnrolmentOptions options() {
    EnrolmentOptions options = EnrolmentOptions.defaults().withChoice(face.choice);
    return allowResemblance ? options.allowingResemblance() : options;
  }

  private void read(List<Path> batch, List<Path> readable, List<Image> images) {
    for (Path photo : batch) {
      try {
        images.add(Photos.read(photo, common.limits));
        readable.add(photo);
      } catch (IOException | FaceException e) {
        refuse(photo, Main.message(e));
      }
    }
  }

  private void report(EnrolmentResult result, List<Path> photos) {
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

  private void refuse(Path file, String reason) {
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
