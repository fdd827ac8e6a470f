package io.faceattendance.cli;

import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceChoice;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.SessionRules;
import io.faceattendance.detect.DetectionLimits;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.model.Execution;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values. */
final class Converters {
  private Converters() {}

  static final class ToPersonId implements ITypeConverter<PersonId> {
    @Override
    public PersonId convert(String value) {
      return checked(() -> PersonId.of(value));
    }
  }

  static final class ToSessionId implements ITypeConverter<SessionId> {
    @Override
    public SessionId convert(String value) {
      return checked(() -> SessionId.of(value));
    }
  }

  static final class ToGroupId implements ITypeConverter<GroupId> {
    @Override
    public GroupId convert(String value) {
      return checked(() -> GroupId.of(value));
    }
  }

  static final class ToUuid implements ITypeConverter<UUID> {
    // UUID.fromString takes shorter ones too.
    private static final int LENGTH = 36;

    @Override
    public UUID convert(String value) {
      try {
        if (value.length() == LENGTH) {
          return UUID.fromString(value);
        }
      } catch (IllegalArgumentException e) {
        // As bad as one of another length.
      }
      throw new TypeConversionException(
          "expected the id of an event as session events shows it, got '%s'".formatted(value));
    }
  }

  static final class ToStatus implements ITypeConverter<Status> {
    @Override
    public Status convert(String value) {
      return word(Status.class, value);
    }
  }

  static final class ToKind implements ITypeConverter<SessionRules.Kind> {
    @Override
    public SessionRules.Kind convert(String value) {
      return word(SessionRules.Kind.class, value);
    }
  }

  static final class ToOutWithoutIn implements ITypeConverter<SessionRules.OutWithoutIn> {
    @Override
    public SessionRules.OutWithoutIn convert(String value) {
      return word(SessionRules.OutWithoutIn.class, value);
    }
  }

  /** The words of a command line have hyphens, those of JSON underscores: both are understood. */
  private static <E extends Enum<E>> E word(Class<E> type, String value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equalsIgnoreCase(value.replace('-', '_')))
        .findAny()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(type.getEnumConstants())
                                .map(one -> Result.word(one).replace('_', '-'))
                                .collect(Collectors.joining(", ")),
                            value)));
  }

  static final class ToExecution implements ITypeConverter<Execution> {
    @Override
    public Execution convert(String value) {
      return checked(() -> Execution.parse(value));
    }
  }

  static final class ToImageLimits implements ITypeConverter<ImageLimits> {
    @Override
    public ImageLimits convert(String value) {
      long pixels = wholeNumber("a whole number of pixels", value, Long.MAX_VALUE);
      return checked(() -> ImageLimits.defaults().withMaxPixels(pixels));
    }
  }

  static final class ToMaxFaces implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      int count = (int) wholeNumber("a whole number of faces", value, Integer.MAX_VALUE);
      return checked(() -> DetectionLimits.none().withMaxFaces(count).maxFaces());
    }
  }

  static final class ToMinFace implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double pixels = number("a number of pixels", value);
      return checked(() -> DetectionLimits.none().withMinFaceSize(pixels).minFaceSize());
    }
  }

  static final class ToRate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double rate = number("a rate above 0 and below 1", value);
      if (!(rate > 0 && rate < 1)) {
        throw new TypeConversionException(
            "expected a rate above 0 and below 1, got '%s'".formatted(value));
      }
      return rate;
    }
  }

  static final class ToRegion implements ITypeConverter<BoundingBox> {
    @Override
    public BoundingBox convert(String value) {
      String expected = "a part of the photo in pixels as X,Y,WIDTH,HEIGHT";
      String[] parts = value.split(",", -1);
      if (parts.length != 4) {
        throw new TypeConversionException("expected %s, got '%s'".formatted(expected, value));
      }
      double[] box = Arrays.stream(parts).mapToDouble(part -> number(expected, part)).toArray();
      return checked(
          () -> {
            BoundingBox region = new BoundingBox(box[0], box[1], box[2], box[3]);
            return DetectionLimits.none().withRegion(region).region().orElseThrow();
          });
    }
  }

  static long wholeNumber(String expected, String value, long most) {
    try {
      long number = Long.parseLong(value.strip());
      if (number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected %s, got '%s'".formatted(expected, value));
    }
    throw new TypeConversionException(
        "expected %s up to %d, got %s".formatted(expected, most, value));
  }

  private static double number(String expected, String value) {
    try {
      return Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected %s, got '%s'".formatted(expected, value));
    }
  }

  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static final class ToInstant implements ITypeConverter<Instant> {
    // What the store can hold.
    private static final int YEARS_FROM_1970 = 290_000;

    @Override
    public Instant convert(String value) {
      try {
        OffsetDateTime time = OffsetDateTime.parse(value);
        if (Math.abs(time.getYear() - 1970) >= YEARS_FROM_1970) {
          throw new TypeConversionException(
              "expected an instant within %,d years of 1970, got '%s'"
                  .formatted(YEARS_FROM_1970, value));
        }
        return time.toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "expected an instant such as 2026-09-01T08:00:00Z or with an offset like +02:00, got '"
                + value
                + "'");
      }
    }
  }

  static final class ToFaceChoice implements ITypeConverter<FaceChoice> {
    @Override
    public FaceChoice convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "only" -> FaceChoice.only();
        case "largest" -> FaceChoice.largest();
        case "centre", "center" -> FaceChoice.nearestTheCentre();
        default ->
            throw new TypeConversionException(
                "expected only, largest or centre, got '" + value + "'");
      };
    }
  }
}
