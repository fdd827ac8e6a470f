package io.faceattendance.attendance.internal.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** What the last line of an archive says of those before: how many of each kind, and SHA-256. */
final class LineSum {
  private final MessageDigest digest = sha256();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** Adds a line, given without its end. */
  void add(Kind kind, byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    digest.update((byte) '\n');
    counts.merge(kind, 1L, Long::sum);
  }

  /** The last line; nothing can be added afterwards. */
  ObjectNode line() {
    ObjectNode line = RowJson.of(Kind.END);
    counts.forEach((kind, count) -> line.withObject("counts").put(kind.word(), count));
    return line.put("sha256", HexFormat.of().formatHex(digest.digest()));
  }
}
