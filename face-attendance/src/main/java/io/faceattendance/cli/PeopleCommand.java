package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.KeptPicture;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import io.faceattendance.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code people list|show|pictures|remove}. */
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    description = "Who is on the roster and enrolled.",
    subcommands = {
      PeopleCommand.ListPeople.class,
      PeopleCommand.Show.class,
      PeopleCommand.Pictures.class,
      PeopleCommand.Remove.class
    })
final class PeopleCommand {

  /** {@code people list}. */
  @Command(name = "list", description = "Everybody, enrolled or not.")
  static final class ListPeople extends FaceCommand {
    @Override
    Result run() {
      List<EnrolledPerson> people = people();
      List<Map<String, @Nullable Object>> objects = people.stream().map(Views::person).toList();
      List<String> lines = new ArrayList<>(people.stream().map(PeopleCommand::line).toList());
      long enrolled = people.stream().filter(one -> one.templates() > 0).count();
      lines.add(
          "%s, %d enrolled".formatted(Result.count(people.size(), "person", "people"), enrolled));
      return Result.of(true, Result.object("people", objects), lines);
    }

    private List<EnrolledPerson> people() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        return attendance.people();
      } catch (NoStoreException e) { // where nothing was ever stored, nobody is enrolled
        return List.of();
      }
    }
  }

  /** {@code people show}. */
  @Command(name = "show", description = "One person.")
  static final class Show extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        EnrolledPerson person = attendance.person(id).orElseThrow(() -> nobody(id));
        return Result.of(
            true,
            Views.person(person),
            List.of(line(person), "history: report --person %s".formatted(id)));
      }
    }
  }

  /** {@code people pictures}. */
  @Command(
      name = "pictures",
      description = {
        "The pictures that were kept of a person: enrol and mark with --keep-pictures.",
        "What --output writes is not encrypted any more."
      })
  static final class Pictures extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Option(
        names = "--output",
        paramLabel = "DIR",
        description = "write them as PNG files into this folder, which is made if it is missing")
    @Nullable Path output;

    @Override
    Result run() throws IOException {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        if (attendance.person(id).isEmpty()) {
          throw nobody(id);
        }
        List<KeptPicture> pictures = attendance.privacy().pictures(id);
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (KeptPicture picture : pictures) {
          Path file = output == null ? null : write(picture, output);
          objects.add(json(picture, file));
          lines.add(
              "  %s  %s%s".formatted(picture.at(), picture.id(), file == null ? "" : "  " + file));
        }
        lines.add("%s of %s".formatted(Result.count(pictures.size(), "picture", "pictures"), id));
        return Result.of(true, Result.object("person", id.value(), "pictures", objects), lines);
      }
    }

    private static Map<String, @Nullable Object> json(KeptPicture picture, @Nullable Path file) {
      return Result.object(
          "id", picture.id().toString(),
          "at", picture.at().toString(),
          "width", picture.image().width(),
          "height", picture.image().height(),
          "file", file == null ? null : file.toString());
    }

    private static Path write(KeptPicture picture, Path folder) throws IOException {
      Files.createDirectories(folder);
      Path file = folder.resolve(picture.id() + ".png");
      Images.write(picture.image(), file);
      return file;
    }
  }

  /** {@code people remove}. */
  @Command(name = "remove", description = "Removes a person and every template, for good.")
  static final class Remove extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        RemovalReceipt receipt = attendance.remove(id).orElseThrow(() -> nobody(id));
        Map<String, @Nullable Object> json = Result.object("removed", id.value());
        json.putAll(Receipts.json(receipt));
        String line = "removed %s and %s".formatted(id, Receipts.words(receipt));
        return Result.of(true, json, List.of(line));
      }
    }
  }

  private static String line(EnrolledPerson enrolled) {
    Person person = enrolled.person();
    String groups = person.groups().stream().map(GroupId::value).collect(Collectors.joining(", "));
    return "%s  %s, %s%s%s%s"
        .formatted(
            person.id(),
            person.name(),
            Result.count(enrolled.templates(), "template", "templates"),
            groups.isEmpty() ? "" : ", in " + groups,
            person.consent().map(consent -> ", " + ConsentCommand.words(person)).orElse(""),
            active(person));
  }

  private static String active(Person person) {
    return person.activeFrom().map(day -> ", from " + day).orElse("")
        + person.activeTo().map(day -> ", to " + day).orElse("");
  }

  private static FaceException nobody(PersonId id) {
    return new FaceException("nobody is enrolled as " + id);
  }
}
