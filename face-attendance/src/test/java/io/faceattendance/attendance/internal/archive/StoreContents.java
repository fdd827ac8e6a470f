package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.Bytes;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Everything in a store, decrypted, so that two stores can be compared. */
public record StoreContents(
    List<PersonRow> people,
    List<Plain> sealed,
    Map<String, Bytes> documents,
    List<SessionRow> sessions,
    Map<String, List<EventRow>> events,
    List<AuditRow> audit,
    AuditHead auditHead) {

  /** A sealed record, decrypted. */
  record Plain(UUID id, UUID person, String kind, String label, java.time.Instant at, Bytes plain) {
    static Plain of(Vault vault, SealedRow row) {
      return new Plain(
          row.id(),
          row.person(),
          row.kind(),
          row.label(),
          row.createdAt(),
          Bytes.of(vault.open(row)));
    }
  }

  /** What is in a store now. */
  public static StoreContents of(Vault vault) {
    Map<String, Bytes> documents = new TreeMap<>();
    vault.rows().documents("").forEach(one -> documents.put(one.name(), Bytes.of(vault.open(one))));
    List<Plain> sealed =
        List.of(SealedRow.TEMPLATE, SealedRow.PICTURE, SealedRow.NOTE).stream()
            .flatMap(kind -> vault.rows().sealed(kind, Optional.empty()).stream())
            .map(row -> Plain.of(vault, row))
            .toList();
    List<SessionRow> sessions = vault.rows().sessions(SessionQuery.all());
    Map<String, List<EventRow>> events = new LinkedHashMap<>();
    for (SessionRow session : sessions) {
      Set<io.faceattendance.attendance.SessionId> one = Set.of(session.id());
      events.put(session.id().value(), vault.rows().events(EventQuery.of(one)));
    }
    return new StoreContents(
        vault.rows().people(),
        sealed,
        documents,
        sessions,
        events,
        vault.rows().audit(0, Integer.MAX_VALUE),
        vault.rows().auditHead());
  }

  /** Checks that an import brought everything, and added one entry to the audit log. */
  public void requireImportedFrom(StoreContents source) {
    assertThat(people).isEqualTo(source.people());
    assertThat(sealed).isEqualTo(source.sealed());
    assertThat(withoutAuditKeys()).isEqualTo(source.withoutAuditKeys());
    assertThat(sessions).isEqualTo(source.sessions());
    assertThat(events).isEqualTo(source.events());
    int before = source.audit().size();
    assertThat(audit.subList(0, before)).isEqualTo(source.audit());
    assertThat(audit).hasSize(before + 1);
    assertThat(audit.get(before).entry().action()).isEqualTo("imported");
    assertThat(audit.get(before).epoch())
        .as("not to be continued with the keys in the archive")
        .isGreaterThan(audit.get(before - 1).epoch());
  }

  private Map<String, Bytes> withoutAuditKeys() {
    Map<String, Bytes> others = new TreeMap<>(documents);
    others.remove("audit/keys");
    return others;
  }
}
