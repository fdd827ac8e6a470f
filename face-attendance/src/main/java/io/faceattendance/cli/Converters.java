package io.faceattendance.cli;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.FaceChoice;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.model.Execution;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values. */
final class Converters {
  private Converters() {}

  static final class ToPersonId implements ITypeConverter<PersonId> {
    @Override
    public PersonId convert(String value) {
      try {
        return PersonId.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class ToSessionId implements ITypeConverter<SessionId> {
    @Override
    public SessionId convert(String value) {
      try {
        return SessionId.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class ToExecution implements ITypeConverter<Execution> {
    @Override
    public Execution convert(String value) {
      try {
        return Execution.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class ToImageLimits implements ITypeConverter<ImageLimits> {
    @Override
    public ImageLimits convert(String value) {
      try {
        return ImageLimits.defaults().withMaxPixels(Long.parseLong(value));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected a number of pixels, got '" + value + "'");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
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
