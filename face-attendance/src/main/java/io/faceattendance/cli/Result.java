package io.faceattendance.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a command answers, for programs and for people.
 *
 * @param exitCode 0 done or yes, 1 the answer is no
 * @param json the document of {@code --json}
 * @param lines the text without it
 */
record Result(int exitCode, Map<String, @Nullable Object> json, List<String> lines) {
  static final int YES = 0;
  static final int NO = 1;
  static final int BAD_INPUT = 2;
  static final int INTERNAL_ERROR = 70;

  static Result of(boolean yes, Map<String, @Nullable Object> json, List<String> lines) {
    return new Result(yes ? YES : NO, json, lines);
  }

  /** An object with its keys in the given order; values may be null. */
  static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return object;
  }

  /** "1 face", "2 faces". */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** An enum's value as JSON says it: "left_early". */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Four decimals: more says nothing about a cosine or a rate, and is hard to read. */
  static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** JSON's way to say that there is no such number. */
  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
