package io.faceattendance.attendance.internal.archive;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stores what stands in an archive, many rows with each commit. */
final class RowImport implements ArchiveVisitor {
  private static final int MOST_ROWS = 2000;
  private static final int MOST_BYTES = 1 << 23;
  private static final Set<EventOutcome> RECORDED = Set.of(EventOutcome.FIRST, EventOutcome.AGAIN);

  private final Vault vault;
  private final List<AuditRow> auditRows = new ArrayList<>();
  private final Map<UUID, PersonId> people = new HashMap<>();
  private AuditHead auditHead = AuditHead.EMPTY;
  private Commit.Builder change;
  private int rows;
  private long bytes;

  RowImport(Vault vault) {
    this.vault = vault;
    this.change = vault.change();
  }

  /**
   * A store records no event of somebody who is not there. Who was removed is put there until the
   * events are, without id and name.
   */
  void addPlaceholders(Collection<UUID> removed) {
    for (UUID key : removed) {
      String id = "removed-" + key;
      person(new PersonRow(key, PersonId.of(id), id, "{}"));
    }
  }

  /** Stores the rest. */
  void finish() {
    flush();
    flushAudit();
  }

  @Override
  public void begin(ArchiveStart start) {
    auditHead = start.auditHead();
  }

  @Override
  public void document(String name, byte[] plain) {
    if (!name.equals(ArchiveImport.MARKER)) {
      change.put(vault.seal(name, plain));
      added(plain.length);
    }
    Arrays.fill(plain, (byte) 0);
  }

  @Override
  public void person(PersonRow person) {
    change.put(person);
    people.put(person.key(), person.id());
    added(person.details().length());
  }

  @Override
  public void sealed(PlainRecord one) {
    SealedRow row =
        vault.seal(
            one.id(),
            one.person(),
            Optional.ofNullable(people.get(one.person())),
            one.kind(),
            one.label(),
            one.createdAt(),
            one.plain());
    change.put(row);
    added(one.plain().length);
    Arrays.fill(one.plain(), (byte) 0);
  }

  @Override
  public void session(SessionRow session) {
    change.add(session);
    added(session.details().length());
  }

  @Override
  public void event(EventRow event) {
    change.record(event);
    added(event.details().length());
  }

  @Override
  public void audit(AuditRow row) {
    auditRows.add(row);
    if (auditRows.size() >= MOST_ROWS) {
      flushAudit();
    }
  }

  private void added(int length) {
    rows++;
    bytes += length;
    if (rows >= MOST_ROWS || bytes >= MOST_BYTES) {
      flush();
    }
  }

  private void flush() {
    commit(change);
    change = vault.change();
    rows = 0;
    bytes = 0;
  }

  private void flushAudit() {
    Commit.Builder replay = Commit.builder(new AuditReplay(auditRows, auditHead));
    auditRows.forEach(row -> replay.audit(row.entry()));
    commit(replay);
    auditRows.clear();
  }

  private void commit(Commit.Builder builder) {
    CommitResult result = vault.rows().commit(builder.build());
    if (!RECORDED.containsAll(result.events())) {
      throw new StoreException(
          "expected events that the store does not have, it answered %s: delete the store and import into a new one that nobody else uses"
              .formatted(Set.copyOf(result.events())));
    }
  }
}
