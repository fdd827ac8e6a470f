package io.faceattendance;

/**
 * The application's own key of a person, such as a student number. It may appear in logs and in
 * audit rows; a name may not.
 *
 * @param value 1 to 200 characters without control characters or blank ends
 */
public record PersonId(String value) implements Comparable<PersonId> {
  private static final int LONGEST = 200;

  /**
   * Checks the components.
   *
   * @param value as above
   */
  public PersonId {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "expected a person id of 1 to %d characters, got %d".formatted(LONGEST, value.length()));
    }
    if (!value.equals(value.strip()) || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "expected a person id without blank ends and control characters");
    }
    // No encoding can store half a pair, so two such ids would become one.
    if (value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException(
          "expected a person id of whole Unicode characters, got half a surrogate pair");
    }
  }

  /**
   * The id of that value.
   *
   * @param value the application's key
   * @return the id
   * @throws IllegalArgumentException if the value is not allowed
   */
  public static PersonId of(String value) {
    return new PersonId(value);
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
