package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Consent;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.EnrolmentOptions;
import io.faceattendance.attendance.EnrolmentResult;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    description = {
      "Enrols a person from photos, or everybody from a folder of folders.",
      "Somebody who is on the roster is enrolled under the name that stands there; NAME may be"
          + " left out then: what stands in its place is a photo if there is such a file."
    })
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
      description =
          "a folder for each person; its name is the id, and the name of who is not on the roster")
  @Nullable Path from;

  @Mixin FaceOption face = new FaceOption();

  @Option(
      names = "--allow-resemblance",
      description = "enrol although the face resembles somebody enrolled; this is recorded")
  boolean allowResemblance;

  @Option(
      names = "--consent",
      paramLabel = "REFERENCE",
      description = "records the consent, where it can be looked up, before anybody is enrolled")
  @Nullable String consent;

  @Option(
      names = "--keep-pictures",
      description = "also keep the face of each photo that is accepted, encrypted: people pictures")
  boolean keepPictures;

  private final EnrolmentLog log = new EnrolmentLog();
  private @Nullable String alignment;

  @Override
  Result run() throws IOException {
    if (consent != null) {
      ConsentCommand.consent(this, consent);
    }
    Map<Person, List<Path>> people = people();
    if (!people.isEmpty()) {
      enrol(people);
    }
    return log.result(people.size(), alignment);
  }

  private void enrol(Map<Person, List<Path>> people) {
    try (FaceAttendance attendance = Opened.toEnrol(common, keepPictures);
        ProgressBar progress = from == null ? null : bar(people)) {
      for (Map.Entry<Person, List<Path>> one : people.entrySet()) {
        enrol(attendance, known(attendance, one.getKey()), one.getValue(), progress);
      }
      alignment = Views.alignment(attendance);
    }
  }

  /** The person as the roster has it; of a folder the name is not known before. */
  private Person known(FaceAttendance attendance, Person wanted) {
    Optional<Person> stored = attendance.person(wanted.id()).map(EnrolledPerson::person);
    if (stored.isEmpty()) {
      return consent == null ? wanted : wanted.withConsent(Consent.of(consent));
    }
    boolean same = from != null || stored.get().name().equals(wanted.name());
    if (!same) { // refused, and nothing is recorded of somebody who may be another
      return wanted;
    }
    boolean holds = stored.get().consent().equals(Optional.ofNullable(consent).map(Consent::of));
    return consent == null || holds
        ? stored.get()
        : attendance.privacy().grantConsent(wanted.id(), consent);
  }

  private Map<Person, List<Path>> people() throws IOException {
    if (from != null) {
      if (id != null) {
        throw new ParameterException(
            spec.commandLine(), "expected either ID NAME PHOTO... or --from DIR, got both");
      }
      return folders(from);
    }
    if (id != null && name != null && isFile(name)) {
      return onRoster(id, name);
    }
    if (id == null || name == null || photos.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "expected ID NAME PHOTO..., or --from DIR");
    }
    return Map.of(person(id, name), photos);
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The name is that of the roster, the first photo stands where it would stand. */
  private Map<Person, List<Path>> onRoster(String who, String photo) {
    PersonId wanted = person(who, who).id();
    Person known =
        stored(wanted)
            .orElseThrow(
                () ->
                    new FaceException(
                        "expected a NAME for %s, who is not on the roster, got the file %s"
                            .formatted(wanted, photo)));
    return Map.of(known, Stream.concat(Stream.of(Path.of(photo)), photos.stream()).toList());
  }

  private Optional<Person> stored(PersonId wanted) {
    try (FaceAttendance attendance = Opened.withoutModels(common)) {
      return attendance.person(wanted).map(EnrolledPerson::person);
    } catch (NoStoreException e) {
      return Optional.empty();
    }
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
      log.refuse(folder, Main.message(e));
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
    return Bars.plain().setTaskName("enrol").setInitialMax(total).build();
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
        log.report(result, readable);
      }
      if (progress != null) {
        progress.stepBy(batch.size());
      }
    }
    if (added) {
      log.enrolled(person, templates, replaced);
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
        log.refuse(photo, Main.message(e));
      }
    }
  }
}
