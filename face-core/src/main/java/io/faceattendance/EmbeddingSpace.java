package io.faceattendance;

import java.util.regex.Pattern;

/**
 * What two embeddings must share before their cosine means anything: the weights, the
 * preprocessing, the alignment and the test-time augmentation. Two exports of the same weights
 * share a space because they name the same canonical weights, not because their vectors look alike.
 *
 * <p>Each part is a word of lower-case letters, digits, dots, hyphens and underscores.
 *
 * @param weights canonical id of the trained weights, whatever file they were exported to
 * @param preprocessing how pixels became the network's input
 * @param alignment how the face was cut out
 * @param augmentation test-time augmentation, {@code none} if there is none
 * @param dimension length of the vector, at least 1
 */
public record EmbeddingSpace(
    String weights, String preprocessing, String alignment, String augmentation, int dimension) {

  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /**
   * Checks the components.
   *
   * @param weights as above
   * @param preprocessing as above
   * @param alignment as above
   * @param augmentation as above
   * @param dimension as above
   */
  public EmbeddingSpace {
    for (String part : new String[] {weights, preprocessing, alignment, augmentation}) {
      if (!WORD.matcher(part).matches()) {
        throw new IllegalArgumentException(
            "expected a word of a-z, 0-9, '.', '-' and '_', got '" + part + "'");
      }
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("expected a dimension of at least 1, got " + dimension);
    }
  }

  /**
   * The space as one line, for storage and comparison.
   *
   * @return {@code weights/preprocessing/alignment/augmentation/dimension}
   */
  public String id() {
    return String.join("/", weights, preprocessing, alignment, augmentation, "" + dimension);
  }

  /**
   * Reads what {@link #id()} wrote.
   *
   * @param id the line
   * @return the space
   * @throws IllegalArgumentException if it is not such a line
   */
  public static EmbeddingSpace parse(String id) {
    String[] parts = id.split("/", -1);
    if (parts.length != 5 || !parts[4].matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(
          "expected weights/preprocessing/alignment/augmentation/dimension, got '" + id + "'");
    }
    return new EmbeddingSpace(parts[0], parts[1], parts[2], parts[3], Integer.parseInt(parts[4]));
  }

  @Override
  public String toString() {
    return id();
  }
}
