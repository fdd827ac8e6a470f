package io.faceattendance.quality;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A limit that a face violates.
 *
 * @param defect what is wrong; its name is the reason code
 * @param value what was measured, in the criterion's unit
 * @param limit what it had to be at least or, without its sign, at most
 */
public record Finding(Defect defect, double value, double limit) {
  private static final double ALL_LANDMARKS = 5;
  private static final int MOST_DIGITS = 6;

  /** No landmarks, where an alignment needs all five. */
  public static final Finding NO_LANDMARKS = new Finding(Defect.NO_LANDMARKS, 0, ALL_LANDMARKS);

  /**
   * Checks the components.
   *
   * @param defect as above
   * @param value as above
   * @param limit as above
   */
  public Finding {
    if (!Double.isFinite(value) || !Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "expected a finite value and limit, got %s and %s".formatted(value, limit));
    }
  }

  /**
   * The finding in words.
   *
   * @return such as "the face is too small (TOO_SMALL: face size 31.5 px, expected at least 40 px)"
   */
  public String message() {
    Criterion criterion = defect.criterion();
    return "%s (%s: %s %s %s, expected %s %s %s)"
        .formatted(
            defect.words(),
            defect,
            criterion.words(),
            number(value),
            criterion.unit(),
            defect.bound(),
            number(limit),
            criterion.unit());
  }

  // As many digits as it takes to tell the value from its limit.
  private String number(double amount) {
    int digits = 1;
    while (digits < MOST_DIGITS && fixed(Math.abs(value), digits).equals(fixed(limit, digits))) {
      digits++;
    }
    String shown = fixed(amount, digits);
    return shown.replaceFirst("\\.0+$", "");
  }

  private static String fixed(double amount, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", amount);
  }

  /**
   * Several findings in words.
   *
   * @param findings any number
   * @return their messages, with semicolons between them
   */
  public static String message(List<Finding> findings) {
    return findings.stream().map(Finding::message).collect(Collectors.joining("; "));
  }
}
