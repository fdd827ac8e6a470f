package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.store.AttendanceStoreContract;
import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;

class PostgresStoreTest extends AttendanceStoreContract {
  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();

  @Override
  protected StoreLocation location() {
    return server.location(database);
  }
}
