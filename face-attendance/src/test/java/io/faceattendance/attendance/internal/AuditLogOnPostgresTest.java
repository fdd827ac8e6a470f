package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.store.PostgresServer;
import io.faceattendance.attendance.store.StoreLocation;
import java.util.List;

class AuditLogOnPostgresTest extends AuditLogTest {
  private final PostgresServer server = PostgresServer.shared();
  private final String database = server.newDatabase();

  @Override
  StoreLocation location() {
    return server.location(database);
  }

  @Override
  void sql(List<String> statements) {
    server.execute(database, "DROP TRIGGER IF EXISTS audit_is_never_changed ON audit");
    for (String statement : statements) {
      server.execute(database, inPostgresql(statement));
    }
  }

  private static String inPostgresql(String sqlite) {
    return sqlite
        .replaceAll("zeroblob\\((\\d+)\\)", "decode(repeat('00', $1), 'hex')")
        .replaceAll("x'([0-9a-f]*)'", "decode('$1', 'hex')");
  }
}
