package io.faceattendance.match.head;

/** Platt's sigmoid, {@code 1 / (1 + exp(a f + c))}, as LIBSVM fits it. */
final class Platt {
  // LIBSVM's: no pair is ever certain, or the coupling would divide by zero.
  private static final double LEAST = 1e-7;

  private Platt() {}

  static double probability(double a, double c, double decision) {
    double exponent = a * decision + c;
    // Neither side overflows.
    double probability =
        exponent >= 0
            ? Math.exp(-exponent) / (1 + Math.exp(-exponent))
            : 1 / (1 + Math.exp(exponent));
    return Math.min(Math.max(probability, LEAST), 1 - LEAST);
  }

  /**
   * Whether a sigmoid that was fitted by cross-validation rises with the decision value. With one
   * template of each person it never does: the machine that judges the one left out has seen the
   * other person only, and is wrong every time. With two it sometimes does not.
   */
  static boolean rises(double a) {
    return a < 0;
  }
}
