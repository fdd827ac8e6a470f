package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.NoStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Opens, makes or migrates a store, one program at a time. */
final class StoreOpening {
  private final Path directory;
  private final Path file;
  private final KeyProvider keys;
  private final Clock clock;
  private final Duration patience;

  StoreOpening(Path directory, KeyProvider keys, Clock clock, Duration patience) {
    this.directory = directory.toAbsolutePath().normalize();
    this.file = this.directory.resolve(AttendanceStore.FILE);
    this.keys = keys;
    this.clock = clock;
    this.patience = patience;
  }

  AttendanceStore openOrMake() {
    try {
      OwnerOnly.createFolders(directory);
    } catch (IOException e) {
      throw Failures.of("cannot use the data directory " + directory, e);
    }
    return alone(() -> openLocked(StoreIdentity.peek(file, patience)));
  }

  AttendanceStore openExisting() {
    if (!Files.exists(file)) {
      throw noStore();
    }
    return alone(
        () -> {
          Optional<StoreIdentity> found = StoreIdentity.peek(file, patience);
          if (found.isEmpty()) {
            throw noStore(); // a creation that was interrupted
          }
          return openLocked(found);
        });
  }

  private AttendanceStore alone(Supplier<AttendanceStore> open) {
    try {
      return OpenLock.holding(directory.resolve(AttendanceStore.LOCK), patience, open);
    } catch (IOException e) {
      throw Failures.of("cannot use the data directory " + directory, e);
    }
  }

  private NoStoreException noStore() {
    return new NoStoreException(
        "expected a store in %s, there is none: name the right data directory, or enrol somebody"
                .formatted(directory)
            + " first");
  }

  private AttendanceStore openLocked(Optional<StoreIdentity> found) {
    UUID id = found.map(StoreIdentity::storeId).orElseGet(UUID::randomUUID);
    StoreKey key =
        found
            .map(identity -> identity.key(keys, directory))
            .orElseGet(() -> StoreIdentity.newKey(keys, directory, id));
    makePrivate();
    Schema.migrate(Database.source(file, patience));
    Database database = Database.open(Database.source(file, patience));
    boolean complete = false;
    try {
      if (found.isEmpty()) {
        StoreIdentity.insert(database, id, key, clock.instant());
      }
      database.emptyLog();
      complete = true;
      return new AttendanceStore(database, id, key, clock);
    } finally {
      if (!complete) {
        database.close();
      }
    }
  }

  /**
   * SQLite would make it readable for everybody, and gives its other files the mode of this one.
   */
  private void makePrivate() {
    try {
      OwnerOnly.createIfMissing(file);
    } catch (IOException e) {
      throw Failures.of("cannot make " + file, e);
    }
  }
}
