package io.faceattendance.internal;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The properties of a card: a second value for a key, of which Java keeps the last, is refused. */
final class CardProperties extends Properties {
  private static final long serialVersionUID = 1;

  // Some editors begin a file in UTF-8 with it.
  private static final String MARK = "\uFEFF";

  private CardProperties() {}

  /** The keys and their values, without blanks around them. */
  static Map<String, String> read(Path file) {
    CardProperties properties = new CardProperties();
    try {
      String text = Files.readString(file);
      properties.load(new StringReader(text.startsWith(MARK) ? text.substring(1) : text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          "expected a card in UTF-8, 'key = value' on each line, at %s: %s".formatted(file, e), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).strip()));
    return values;
  }

  @Override
  public synchronized Object put(Object key, Object value) {
    if (containsKey(key)) {
      throw new IllegalArgumentException("the key '%s' is there twice".formatted(key));
    }
    return super.put(key, value);
  }
}
