package io.faceattendance.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;

/**
 * What the guard is told.
 *
 * @param questions what it compares, with the floors in force
 * @param rounds how often, at least 1
 */
record GuardOptions(List<Question> questions, int rounds) {

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it cannot be understood
   */
  static GuardOptions parse(String[] arguments, List<Question> questions, int defaultRounds) {
    List<Question> inForce = new ArrayList<>(questions);
    int rounds = defaultRounds;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--rounds" -> rounds = rounds(value);
        case "--floor" -> changeFloor(inForce, value);
        default -> throw usage(arguments[i]);
      }
    }
    return new GuardOptions(List.copyOf(inForce), rounds);
  }

  private static int rounds(String value) {
    if (!value.matches("[1-9][0-9]{0,2}")) {
      throw usage("--rounds " + value);
    }
    return Integer.parseInt(value);
  }

  private static void changeFloor(List<Question> questions, String assignment) {
    String[] parts = assignment.split("=", -1);
    boolean known =
        parts.length == 2 && questions.stream().anyMatch(one -> one.name().equals(parts[0]));
    if (!known || !parts[1].matches("[0-9]+(\\.[0-9]+)?")) {
      throw usage("--floor " + assignment);
    }
    double floor = Double.parseDouble(parts[1]);
    questions.replaceAll(one -> one.name().equals(parts[0]) ? one.withFloor(floor) : one);
  }

  private static IllegalArgumentException usage(String actual) {
    return new IllegalArgumentException(
        "expected --rounds N or --floor NAME=RATIO with a name of %s, got %s"
            .formatted(Question.all().stream().map(Question::name).toList(), actual));
  }
}
