package io.faceattendance.cli.report;

/**
 * The words of 1:1 comparisons or of 1:N searches.
 *
 * @param genuine the scores that should be accepted
 * @param impostor the scores that should be refused
 * @param attempts how many comparisons or searches should be accepted, those without a score
 *     included
 * @param falsePositive the rate of what is falsely accepted
 * @param falseNegative the rate of what is falsely refused
 * @param truePositive the rate of what is rightly accepted
 * @param falsePositives what is falsely accepted
 * @param falseNegatives what is falsely refused
 * @param positives what should be accepted
 * @param threshold the name of the marked threshold
 * @param readScores how to read the histogram
 */
record Terms(
    String genuine,
    String impostor,
    int attempts,
    String falsePositive,
    String falseNegative,
    String truePositive,
    String falsePositives,
    String falseNegatives,
    String positives,
    String threshold,
    String readScores) {

  static Terms verification(int attempts) {
    return new Terms(
        "one person",
        "two people",
        attempts,
        "False match rate (FMR)",
        "False non-match rate (FNMR)",
        "True accept rate (TAR)",
        "pairs of two people taken for one",
        "pairs of one person taken for two",
        "pairs of one person",
        "most accurate threshold",
        "The less the two hills overlap, the better two people are told apart. What is orange to the"
            + " right of the line is taken for one person, what is blue to its left for two.");
  }

  static Terms identification(int attempts) {
    return new Terms(
        "known people, the right person first",
        "strangers, their most similar person",
        attempts,
        "False positive identification rate (FPIR)",
        "False negative ident. rate (FNIR)",
        "True positive ident. rate (TPIR)",
        "strangers taken for somebody",
        "known people missed",
        "known people",
        "threshold in use",
        "The less the two hills overlap, the better strangers are told from people who are enrolled."
            + " What is orange to the right of the line is a stranger taken for somebody, what is blue"
            + " to its left a known person who is missed.");
  }
}
