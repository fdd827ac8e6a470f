package io.faceattendance.attendance.internal.sql;

import java.util.Arrays;
import java.util.Locale;

/** A JDBC URL of PostgreSQL that holds no secret. Its errors do not repeat what came. */
final class PostgresUrl {
  static final String PREFIX = "jdbc:postgresql:";
  private static final String EXPECTED = "jdbc:postgresql://host:port/database";

  private PostgresUrl() {}

  /** The address, for messages. */
  static String checked(String url) {
    if (!url.startsWith(PREFIX) || url.length() == PREFIX.length()) {
      throw new IllegalArgumentException("expected %s, got another URL".formatted(EXPECTED));
    }
    String[] parts = url.substring(PREFIX.length()).split("\\?", 2);
    boolean named =
        parts.length == 2 && Arrays.stream(parts[1].split("&")).anyMatch(PostgresUrl::isSecret);
    if (url.contains("@") || named) {
      throw new IllegalArgumentException(
          "expected %s without user and password: give them in FACE_STORE_USER and FACE_STORE_PASSWORD, or FACE_STORE_PASSWORD_FILE"
              .formatted(EXPECTED));
    }
    return "postgresql:" + parts[0];
  }

  private static boolean isSecret(String parameter) {
    String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    return name.equals("user") || name.contains("password");
  }
}
