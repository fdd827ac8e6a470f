package io.faceattendance.quality;

import java.util.Locale;

/**
 * A limit that a face violates.
 *
 * @param defect what is wrong; its name is the reason code
 * @param value what was measured, in the criterion's unit
 * @param limit what it had to be at least or, without its sign, at most
 */
public record Finding(Defect defect, double value, double limit) {

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
   * @return such as "TOO_SMALL: face size 31.5 px, expected at least 40 px"
   */
  public String message() {
    Criterion criterion = defect.criterion();
    return "%s: %s %s %s, expected %s %s %s"
        .formatted(
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
}
