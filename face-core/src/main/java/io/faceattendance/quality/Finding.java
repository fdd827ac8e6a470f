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

  // One digit, unless it would show a value at its limit that is not there.
  private String number(double amount) {
    String one = String.format(Locale.ROOT, "%.1f", amount);
    boolean hides = Math.abs(value - limit) < 0.1;
    String shown = hides ? Double.toString(amount) : one;
    return shown.endsWith(".0") ? shown.substring(0, shown.length() - 2) : shown;
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
