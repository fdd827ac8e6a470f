package io.faceattendance.attendance.internal.archive;

import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A store with something of everything, the same for the same seed but for its keys. */
public final class FilledStore {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  private static final String[] NAMES = {
    "O'Neill \"the % one\"", "../../etc/passwd", "Zoë 🙂", "李雷", "x".repeat(1000)
  };

  private final Random random;
  private final Vault vault;
  private final List<UUID> people = new ArrayList<>();

  private FilledStore(Vault vault, long seed) {
    this.vault = vault;
    this.random = new Random(seed);
  }

  /** Opens a store with a key of its own. */
  public static Vault open(StoreLocation location, int key) {
    byte[] bytes = new byte[KeyProvider.KEY_BYTES];
    Arrays.fill(bytes, (byte) key);
    return Vault.open(location, KeyProvider.of(bytes), Clock.fixed(NOON, ZoneOffset.UTC), true);
  }

  /** Fills a store, one person of which was removed and still has events. */
  public static void fill(Vault vault, int sessions, int eventsEach) {
    FilledStore filled = new FilledStore(vault, 7);
    filled.addPeople();
    filled.addDocuments();
    for (int session = 0; session < sessions; session++) {
      filled.addSession(session, eventsEach);
    }
    UUID gone = filled.people.get(0);
    commit(
        vault,
        vault
            .change()
            .removePerson(gone)
            .audit(vault.audit("removed", Optional.of(gone), Map.of())));
  }

  private void addPeople() {
    Commit.Builder change = vault.change();
    for (int i = 0; i < NAMES.length; i++) {
      UUID key = new UUID(random.nextLong(), random.nextLong());
      people.add(key);
      PersonId id = PersonId.of("s-" + i);
      change.put(new PersonRow(key, id, NAMES[i], "{\"groups\":[\"7a\"]}"));
      change.put(template(key, id));
      change.put(template(key, id));
      change.put(vault.seal(key, SealedRow.PICTURE, "image/png", bytes(2000)));
      change.put(vault.seal(key, SealedRow.NOTE, key.toString(), bytes(40)));
      change.audit(vault.audit("enrolled", Optional.of(key), Map.of("templates", 2)));
    }
    commit(vault, change);
  }

  private SealedRow template(UUID key, PersonId id) {
    return vault.seal(
        UUID.randomUUID(),
        key,
        Optional.of(id),
        SealedRow.TEMPLATE,
        "space-1",
        vault.now(),
        bytes(512));
  }

  private void addDocuments() {
    Commit.Builder change = vault.change();
    for (String name : List.of("calibration", "head", "policy/consent-required", "session/a")) {
      change.put(vault.seal(name, ("of " + name).getBytes(StandardCharsets.UTF_8)));
    }
    commit(vault, change);
  }

  private void addSession(int number, int events) {
    SessionId id = SessionId.of("session-" + number);
    Optional<Instant> start =
        number % 2 == 0 ? Optional.of(NOON.plusSeconds(number)) : Optional.empty();
    Commit.Builder change =
        vault
            .change()
            .add(new SessionRow(id, start, start.map(s -> s.plusSeconds(90)), NOON, "{\"n\":1}"));
    for (int i = 0; i < events; i++) {
      change.record(event(id, i));
    }
    commit(vault, change);
  }

  private EventRow event(SessionId session, int number) {
    boolean seen = number % 3 != 0;
    Evidence evidence =
        new Evidence(random.nextDouble(), 0.1 + 0.2, 3, new BoundingBox(1.5, -2, 1 / 3.0, 40));
    return new EventRow(
        new UUID(random.nextLong(), random.nextLong()),
        session,
        people.get(number % people.size()),
        seen ? "seen" : "voided",
        random.nextLong(),
        seen,
        NOON.plusSeconds(number),
        NOON.plusNanos(1000),
        seen ? "face" : "manual",
        seen ? Optional.of(evidence) : Optional.empty(),
        seen ? Optional.empty() : Optional.of(new UUID(1, number)),
        "{\"way\":\"in\"}");
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void commit(Vault vault, Commit.Builder change) {
    vault.rows().commit(change.build());
  }
}
