package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.store.AttendanceStoreContract;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends AttendanceStoreContract {
  @TempDir Path folder;

  @Override
  protected StoreLocation location() {
    return Stores.sqlite(folder.resolve("data"), Duration.ofSeconds(30));
  }
}
