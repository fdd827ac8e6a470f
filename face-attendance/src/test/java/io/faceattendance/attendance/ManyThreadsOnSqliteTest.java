package io.faceattendance.attendance;

import io.faceattendance.attendance.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;

class ManyThreadsOnSqliteTest extends ManyThreadsTest {
  @Override
  StoreLocation location(Path below) {
    return Stores.sqlite(below.resolve("data"), Duration.ofSeconds(60));
  }
}
