package io.faceattendance.cli;

import io.faceattendance.attendance.schedule.SessionTemplate.LocalSpan;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Dates, times and durations of the command line to values. */
final class TimeConverters {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final int EARLIEST_YEAR = 1;
  private static final int LATEST_YEAR = 9999;

  private TimeConverters() {}

  static final class ToDate implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
      return date(value);
    }
  }

  static final class ToTime implements ITypeConverter<LocalTime> {
    @Override
    public LocalTime convert(String value) {
      return time(value);
    }
  }

  /** Also 24:00, which is midnight. */
  static final class ToEndTime implements ITypeConverter<LocalTime> {
    @Override
    public LocalTime convert(String value) {
      return endTime(value);
    }
  }

  static final class ToLocalSpan implements ITypeConverter<LocalSpan> {
    @Override
    public LocalSpan convert(String value) {
      String[] ends = value.split("-", -1);
      if (ends.length != 2) {
        throw new TypeConversionException(
            "expected a time of the day such as 12:00-12:30, got '%s'".formatted(value));
      }
      LocalSpan span = new LocalSpan(time(ends[0]), endTime(ends[1]));
      if (span.start().equals(span.end())) {
        throw new TypeConversionException(
            "expected a start and another end, got '%s'".formatted(value));
      }
      return span;
    }
  }

  static final class ToZone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String value) {
      return parsed("a time zone such as Europe/Berlin or UTC", value, ZoneId::of);
    }
  }

  static final class ToDay implements ITypeConverter<DayOfWeek> {
    private static final int SHORTEST = 3;

    @Override
    public DayOfWeek convert(String value) {
      String word = value.strip().toUpperCase(Locale.ROOT);
      return Arrays.stream(DayOfWeek.values())
          .filter(day -> word.length() >= SHORTEST && day.name().startsWith(word))
          .findAny()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected days such as mon,wed,fri, got '%s'".formatted(value)));
    }
  }

  static final class ToMinutes implements ITypeConverter<Duration> {
    private static final int DAY = 24 * 60;

    @Override
    public Duration convert(String value) {
      return Duration.ofMinutes(upTo("a whole number of minutes", value, DAY));
    }
  }

  static final class ToSeconds implements ITypeConverter<Duration> {
    private static final int DAY = 24 * 60 * 60;

    @Override
    public Duration convert(String value) {
      return Duration.ofSeconds(upTo("a whole number of seconds", value, DAY));
    }
  }

  static final class ToPeriod implements ITypeConverter<Period> {
    @Override
    public Period convert(String value) {
      Period period = parsed("a period such as P2Y, P6M or P30D", value, Period::parse);
      if (period.isNegative()) {
        throw new TypeConversionException(
            "expected a period of at least P0D, got '%s'".formatted(value));
      }
      return period;
    }
  }

  static LocalDate date(String value) {
    LocalDate date = parsed("a date such as 2026-09-01", value, LocalDate::parse);
    if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
      throw new TypeConversionException(
          "expected a date in the years %d to %d, got '%s'"
              .formatted(EARLIEST_YEAR, LATEST_YEAR, value));
    }
    return date;
  }

  private static LocalTime endTime(String value) {
    return value.strip().equals("24:00") ? LocalTime.MIDNIGHT : time(value);
  }

  private static LocalTime time(String value) {
    return parsed(
        "a time of the day from 00:00 to 23:59", value, text -> LocalTime.parse(text, TIME));
  }

  private static <T> T parsed(String expected, String value, Function<String, T> parser) {
    try {
      return parser.apply(value.strip());
    } catch (DateTimeException e) {
      throw new TypeConversionException("expected %s, got '%s'".formatted(expected, value));
    }
  }

  private static long upTo(String expected, String value, int most) {
    long number = Converters.wholeNumber(expected, value, most);
    if (number < 0) {
      throw new TypeConversionException(
          "expected %s of at least 0, got %s".formatted(expected, value));
    }
    return number;
  }
}
