package io.faceattendance.attendance;

import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;

class RecorderOnSqliteTest extends RecorderTest {
  @Override
  StoreLocation location(Path folder) {
    return Stores.sqlite(folder.resolve("data"), Duration.ofSeconds(10));
  }
}
