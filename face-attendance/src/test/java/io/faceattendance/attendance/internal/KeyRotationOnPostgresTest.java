package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class KeyRotationOnPostgresTest extends KeyRotationTest {
  private final PostgresServer server = PostgresServer.shared();
  private final Map<Path, String> databases = new HashMap<>();

  @Override
  StoreLocation location(Path below) {
    return server.location(database(below));
  }

  private String database(Path below) {
    return databases.computeIfAbsent(below, one -> server.newDatabase());
  }

  @Override
  boolean isInAFile(byte[] trace) throws IOException {
    String text = new String(trace, StandardCharsets.ISO_8859_1);
    return server.standsInTables(database(folder), text);
  }
}
