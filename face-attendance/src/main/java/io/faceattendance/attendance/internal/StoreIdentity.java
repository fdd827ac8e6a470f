package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which store it is and how to tell its key: made once, read before anything is written.
 *
 * @param storeId random
 * @param keyCheck what {@link StoreKey#check()} gave at creation
 */
record StoreIdentity(UUID storeId, CheckValue keyCheck) {

  /** A check value; a class of its own because a record must not expose an array. */
  static final class CheckValue {
    private final byte[] bytes;

    CheckValue(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Reads it without changing a byte; empty if there is no finished store yet. */
  static Optional<StoreIdentity> peek(Path file, Duration patience) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Database database = Database.open(Database.readOnlySource(file, patience))) {
      return database.read(StoreIdentity::find);
    }
  }

  private static Optional<StoreIdentity> find(Handle handle) {
    boolean created =
        handle
            .createQuery("SELECT count(*) FROM sqlite_master WHERE name = 'store_identity'")
            .mapTo(Boolean.class)
            .one();
    return created
        ? handle
            .createQuery("SELECT store_id, key_check FROM store_identity")
            .map((row, context) -> of(row.getString("store_id"), row.getBytes("key_check")))
            .findOne()
        : Optional.empty();
  }

  private static StoreIdentity of(String storeId, byte[] keyCheck) {
    try {
      return new StoreIdentity(UUID.fromString(storeId), new CheckValue(keyCheck));
    } catch (IllegalArgumentException e) {
      throw new StoreException("expected a UUID as the store's id, got '%s'".formatted(storeId), e);
    }
  }

  /** The key of this store, checked. */
  StoreKey key(KeyProvider keys, Path directory) {
    StoreKey key = ask(keys, request(storeId, directory, false));
    if (!key.matches(keyCheck.bytes())) {
      throw new StoreException(
          ("expected the key with which %s was created, got another one: give the right key (store"
                  + " %s); nothing was changed")
              .formatted(directory, storeId));
    }
    return key;
  }

  static StoreKey newKey(KeyProvider keys, Path directory, UUID storeId) {
    return ask(keys, request(storeId, directory, true));
  }

  private static KeyProvider.Request request(UUID storeId, Path directory, boolean newStore) {
    return new KeyProvider.Request(storeId, directory.toString(), Optional.of(directory), newStore);
  }

  private static StoreKey ask(KeyProvider keys, KeyProvider.Request request) {
    byte[] bytes = keys.key(request);
    try {
      if (bytes.length != KeyProvider.KEY_BYTES) {
        throw new StoreException(
            "expected a key of %d bytes from the key provider, got %d"
                .formatted(KeyProvider.KEY_BYTES, bytes.length));
      }
      return new StoreKey(bytes, request.storeId());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  static void insert(Database database, UUID storeId, StoreKey key, Instant now) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO store_identity (id, store_id, key_check, created_at)"
                        + " VALUES (1, :store, :check, :now)")
                .bind("store", storeId.toString())
                .bind("check", key.check())
                .bind("now", Micros.of(now))
                .execute());
  }
}
