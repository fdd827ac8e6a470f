package io.faceattendance.cli;

import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.attendance.schedule.SessionRules.Kind;
import io.faceattendance.attendance.schedule.SessionRules.OutWithoutIn;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What counts as attendance of a session; what is not said stands as the kind has it. */
final class RulesOptions {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = Converters.ToKind.class,
      description = {
        "mark-once: who was seen once was there;",
        "in-out: people check in and out;",
        "presence: who is seen again and again was there in between",
        "(default: mark-once)"
      })
  Kind kind = Kind.MARK_ONCE;

  @Option(
      names = "--early",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "how long before the start somebody may come (default: 30)")
  @Nullable Duration early;

  @Option(
      names = "--grace",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "how long after the start somebody is not yet late (default: 5)")
  @Nullable Duration grace;

  @Option(
      names = "--leave-grace",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "how long before the end somebody has not yet left early (default: 5)")
  @Nullable Duration leaveGrace;

  @Option(
      names = "--overtime",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "how long after the end events still count (default: 0; 240 for in-out)")
  @Nullable Duration overtime;

  @Option(
      names = "--sightings",
      paramLabel = "N",
      converter = Sightings.class,
      description = "how many sightings confirm a presence (default: 1)")
  @Nullable Integer sightings;

  @Option(
      names = "--sightings-within",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "from the first to the last of these sightings at most (default: 5)")
  @Nullable Duration sightingsWithin;

  @Option(
      names = "--cooldown",
      paramLabel = "SECONDS",
      converter = TimeConverters.ToSeconds.class,
      description = "how long after a punch another one is a duplicate (default: 60)")
  @Nullable Duration cooldown;

  @Option(
      names = "--presence-gap",
      paramLabel = "MINUTES",
      converter = TimeConverters.ToMinutes.class,
      description = "presence: how long somebody may go unseen and still be there (default: 15)")
  @Nullable Duration presenceGap;

  @Option(
      names = "--out-without-in",
      paramLabel = "POLICY",
      converter = Converters.ToOutWithoutIn.class,
      description =
          "in-out: ignore a check-out of somebody who is not in, or count the person as"
              + " in-at-start (default: ignore)")
  @Nullable OutWithoutIn outWithoutIn;

  /** How many sightings, at least one. */
  static final class Sightings implements ITypeConverter<Integer> {
    private static final int MOST = 1000;

    @Override
    public Integer convert(String value) {
      int count = (int) Converters.wholeNumber("a whole number of sightings", value, MOST);
      if (count < 1) {
        throw new TypeConversionException("expected at least 1 sighting, got " + value);
      }
      return count;
    }
  }

  SessionRules rules() {
    SessionRules defaults = SessionRules.defaults(kind);
    return new SessionRules(
        kind,
        Objects.requireNonNullElse(early, defaults.early()),
        Objects.requireNonNullElse(grace, defaults.grace()),
        Objects.requireNonNullElse(leaveGrace, defaults.leaveGrace()),
        Objects.requireNonNullElse(overtime, defaults.overtime()),
        Objects.requireNonNullElse(sightings, defaults.sightings()),
        Objects.requireNonNullElse(sightingsWithin, defaults.sightingsWithin()),
        Objects.requireNonNullElse(cooldown, defaults.cooldown()),
        Objects.requireNonNullElse(presenceGap, defaults.presenceGap()),
        Objects.requireNonNullElse(outWithoutIn, defaults.outWithoutIn()));
  }
}
