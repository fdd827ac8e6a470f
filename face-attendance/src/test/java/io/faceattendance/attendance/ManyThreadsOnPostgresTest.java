package io.faceattendance.attendance;

import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;

class ManyThreadsOnPostgresTest extends ManyThreadsTest {
  private final PostgresServer server = PostgresServer.shared();

  @Override
  StoreLocation location(Path below) {
    return server.location(server.newDatabase());
  }
}
