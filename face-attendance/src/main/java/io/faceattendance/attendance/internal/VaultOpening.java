package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreLocation;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Finds out the key before the first byte is written, then opens or makes a store. */
final class VaultOpening {
  private final StoreLocation location;
  private final KeyProvider keys;
  private final Clock clock;
  private final boolean creates;

  VaultOpening(StoreLocation location, KeyProvider keys, Clock clock, boolean creates) {
    this.location = location;
    this.keys = keys;
    this.clock = clock;
    this.creates = creates;
  }

  Vault open() {
    if (!creates && location.peek().isEmpty()) {
      throw noStore(); // before anything makes the place for it
    }
    return location.exclusively(this::openAlone);
  }

  private Vault openAlone() {
    Optional<StoreHeader> found = location.peek();
    if (found.isEmpty() && !creates) {
      throw noStore();
    }
    UUID id = found.map(StoreHeader::id).orElseGet(UUID::randomUUID);
    KeyProvider.Request request =
        new KeyProvider.Request(id, location.name(), location.directory(), found.isEmpty());
    VaultKeys given = ask(keys, request);
    VaultKeys key = found.map(header -> keyOf(header, given, request)).orElse(given);
    StoreHeader header =
        found.orElseGet(() -> new StoreHeader(id, key.check(), Micros.stored(clock.instant())));
    Vault vault = Vault.over(location, location.open(header), key, clock);
    if (location instanceof EarlierCalibrations earlier) {
      new CalibrationConversion(vault, key).run(earlier);
    }
    return vault;
  }

  /** The key given, or the one of a rotation that was interrupted before the provider knew. */
  private VaultKeys keyOf(StoreHeader header, VaultKeys given, KeyProvider.Request request) {
    if (given.fit(header)) {
      return given;
    }
    Optional<VaultKeys> next =
        keys.candidate(request)
            .map(bytes -> keys(bytes, request))
            .filter(candidate -> candidate.fit(header));
    next.ifPresent(found -> keys.adopted(request));
    return next.orElseThrow(
        () ->
            new StoreException(
                ("expected the present key of %s, got another one: give the right key (store %s);"
                        + " nothing was changed")
                    .formatted(location.name(), header.id())));
  }

  static VaultKeys ask(KeyProvider provider, KeyProvider.Request request) {
    return keys(provider.key(request), request);
  }

  private static VaultKeys keys(byte[] bytes, KeyProvider.Request request) {
    try {
      if (bytes.length != KeyProvider.KEY_BYTES) {
        throw new StoreException(
            "expected a key of %d bytes from the key provider, got %d"
                .formatted(KeyProvider.KEY_BYTES, bytes.length));
      }
      try (StoreKey key = new StoreKey(bytes, request.storeId())) {
        return new VaultKeys(key, request.storeId());
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private NoStoreException noStore() {
    return new NoStoreException(
        "expected a store in %s, there is none: name the right data directory, or enrol somebody"
                .formatted(location.name())
            + " first");
  }
}
