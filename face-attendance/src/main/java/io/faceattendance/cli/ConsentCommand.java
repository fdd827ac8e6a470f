package io.faceattendance.cli;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Consent;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code consent grant|withdraw|show|require}. */
@Command(
    name = "consent",
    mixinStandardHelpOptions = true,
    description = "Consent to being recognised.",
    subcommands = {
      ConsentCommand.Grant.class,
      ConsentCommand.Withdraw.class,
      ConsentCommand.Show.class,
      ConsentCommand.Require.class
    })
final class ConsentCommand {

  /** {@code consent grant}. */
  @Command(name = "grant", description = "Records a person's consent.")
  static final class Grant extends FaceCommand {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Parameters(
        index = "1",
        paramLabel = "REFERENCE",
        description = "where it can be looked up, such as the number of a form")
    String reference = "";

    @Override
    Result run() {
      Consent given = consent(this, reference);
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        Person person = attendance.privacy().grantConsent(id, given.reference());
        return Result.of(true, json(person), List.of(line(person)));
      }
    }
  }

  /** {@code consent withdraw}. */
  @Command(
      name = "withdraw",
      description =
          "Records that a consent was withdrawn, and deletes templates, pictures and the trained"
              + " head at once. The person stays on the roster, and so do the events.")
  static final class Withdraw extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        RemovalReceipt receipt = attendance.privacy().withdrawConsent(id);
        Map<String, @Nullable Object> json = Result.object("person", id.value(), "holds", false);
        json.putAll(Receipts.json(receipt));
        return Result.of(
            true,
            json,
            List.of(
                "the consent of %s is withdrawn, deleted: %s"
                    .formatted(id, Receipts.words(receipt))));
      }
    }
  }

  /** {@code consent show}. */
  @Command(
      name = "show",
      description = "A person's consent. Exits with 1 if there is none that holds.")
  static final class Show extends FaceCommand {
    @Parameters(
        paramLabel = "ID",
        converter = Converters.ToPersonId.class,
        description = "the person's id")
    PersonId id = PersonId.of("-");

    @Override
    Result run() {
      try (FaceAttendance attendance = Opened.withoutModels(common)) {
        Person person =
            attendance
                .person(id)
                .orElseThrow(() -> new FaceException("nobody has the id " + id))
                .person();
        boolean required = attendance.privacy().requiresConsent();
        Map<String, @Nullable Object> json = json(person);
        json.put("required", required);
        return Result.of(
            person.consent().filter(Consent::holds).isPresent(),
            json,
            List.of(line(person), required(required)));
      }
    }
  }

  /** {@code consent require}. */
  @Command(
      name = "require",
      description = {
        "Says whether nobody is enrolled without a consent that holds. Kept in the store, for every"
            + " program. Who is enrolled already stays."
      })
  static final class Require extends FaceCommand {
    /** A word of the command line. */
    enum Switch {
      ON,
      OFF
    }

    @Parameters(paramLabel = "on|off", description = "whether a consent is required")
    Switch wanted = Switch.ON;

    @Override
    Result run() {
      boolean on = wanted == Switch.ON;
      try (FaceAttendance attendance = Opened.toSetUp(common)) {
        attendance.privacy().requireConsent(on);
        return Result.of(true, Result.object("required", on), List.of(required(on)));
      }
    }
  }

  /** The consent to be given; words of the command line that are none are bad usage. */
  static Consent consent(FaceCommand command, String reference) {
    try {
      return Consent.of(reference);
    } catch (IllegalArgumentException e) {
      throw command.bad(String.valueOf(e.getMessage()));
    }
  }

  private static String required(boolean required) {
    return required
        ? "nobody is enrolled without a consent that holds"
        : "enrolment needs no consent";
  }

  private static Map<String, @Nullable Object> json(Person person) {
    Optional<Consent> consent = person.consent();
    return Result.object(
        "person", person.id().value(),
        "reference", consent.map(Consent::reference).orElse(null),
        "holds", consent.filter(Consent::holds).isPresent(),
        "withdrawn_at", consent.flatMap(Consent::withdrawnAt).map(Object::toString).orElse(null));
  }

  private static String line(Person person) {
    return "%s: %s".formatted(person.id(), words(person));
  }

  static String words(Person person) {
    return person
        .consent()
        .map(
            consent ->
                "consent %s%s"
                    .formatted(
                        consent.reference(),
                        consent.withdrawnAt().map(at -> ", withdrawn at " + at).orElse("")))
        .orElse("no consent");
  }
}
