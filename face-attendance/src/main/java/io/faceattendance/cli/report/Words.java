package io.faceattendance.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as a reader sees them, whatever the locale. */
final class Words {
  static final String NONE = "\u2013";

  private Words() {}

  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.2f\u00A0%%", 100 * rate);
  }

  static String percent(OptionalDouble rate) {
    return rate.isPresent() ? percent(rate.getAsDouble()) : NONE;
  }

  static String score(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String score(OptionalDouble value) {
    return value.isPresent() ? score(value.getAsDouble()) : NONE;
  }

  static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A round rate: "90 %", "0.01 %". */
  static String round(double rate) {
    BigDecimal percent = BigDecimal.valueOf(100 * rate).round(new MathContext(6)); // 0.07 * 100
    return percent.stripTrailingZeros().toPlainString() + "\u00A0%";
  }
}
