package io.faceattendance.attendance.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a text must be so that the store gives back exactly what it was given. */
public final class Text {
  private Text() {}

  /**
   * Checks a text that is stored.
   *
   * @param what how the text is called in the error
   * @param value the text
   * @param longest the most UTF-16 units allowed
   * @throws IllegalArgumentException if it is blank, too long, or has control characters or half a
   *     surrogate pair (UTF-8 cannot hold one)
   */
  public static void require(String what, String value, int longest) {
    if (value.isBlank() || value.length() > longest) {
      throw new IllegalArgumentException(
          "expected a %s of 1 to %d characters that is not blank, got %d characters"
              .formatted(what, longest, value.length()));
    }
    if (value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a " + what + " without control characters");
    }
    utf8(what, value);
  }

  /**
   * The text as UTF-8, refusing what UTF-8 cannot hold.
   *
   * @param what how the text is called in the error
   * @param value the text
   * @return its bytes
   * @throws IllegalArgumentException if it has half a surrogate pair
   */
  static byte[] utf8(String what, String value) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "expected a %s of whole Unicode characters, got half a surrogate pair".formatted(what),
          e);
    }
  }
}
