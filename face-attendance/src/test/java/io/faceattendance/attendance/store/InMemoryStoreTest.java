package io.faceattendance.attendance.store;

class InMemoryStoreTest extends AttendanceStoreContract {
  private final InMemoryStore location = new InMemoryStore();

  @Override
  protected StoreLocation location() {
    return location;
  }
}
