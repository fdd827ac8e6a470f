package io.faceattendance.cli.report;

/** Text as HTML. */
final class Html {
  private Html() {}

  /**
   * Escaped for an element or for a quoted attribute. What no page may contain, such as control
   * characters and half a surrogate pair, becomes the replacement character.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int character) {
    boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return !control && !half;
  }
}
