package io.faceattendance.attendance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.attendance.StoreException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The JSON in which the store keeps details: trees of named fields, words in lower case. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads what this version wrote.
   *
   * @param what is read, for the error
   * @throws StoreException if it is something else
   */
  static <T> T read(String what, String text, Function<JsonNode, T> reader) {
    return guarded(what, () -> reader.apply(tree(text)));
  }

  /** The same for what is no JSON. */
  static <T> T guarded(String what, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new StoreException(
          what
              + " cannot be read: it was changed, or written by a newer version;"
              + " restore a backup, or use that version",
          e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected JSON", e);
    }
  }

  static String text(JsonNode from, String name) {
    return optional(from, name)
        .orElseThrow(() -> new IllegalArgumentException("expected a field " + name + ", got none"));
  }

  static Optional<String> optional(JsonNode from, String name) {
    return Optional.ofNullable(from.get(name)).map(JsonNode::asText);
  }

  static Stream<JsonNode> each(JsonNode from, String name) {
    return StreamSupport.stream(from.path(name).spliterator(), false);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
