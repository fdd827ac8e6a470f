package io.faceattendance.attendance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.BoundingBox;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows for tests, and a seal of the audit log that needs no key. */
public final class StoreRows {
  /** To the microsecond. */
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private StoreRows() {}

  /** A header with a random id. */
  public static StoreHeader header() {
    return new StoreHeader(UUID.randomUUID(), bytes("check"), NOON);
  }

  /** Bytes of a text. */
  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A person with a random key. */
  public static PersonRow person(String id) {
    return new PersonRow(UUID.randomUUID(), PersonId.of(id), "Name of " + id, "{}");
  }

  /** A sealed record with a random id. */
  public static SealedRow sealed(UUID person, String kind, String label) {
    return new SealedRow(
        UUID.randomUUID(), person, kind, label, 2, bytes("nonce"), bytes("cipher"), NOON);
  }

  /** A session without a schedule. */
  public static SessionRow session(String id) {
    return new SessionRow(SessionId.of(id), Optional.empty(), Optional.empty(), NOON, "{}");
  }

  /** A session that lasts an hour. */
  public static SessionRow session(String id, Instant start) {
    return new SessionRow(
        SessionId.of(id), Optional.of(start), Optional.of(start.plusSeconds(3600)), NOON, "{}");
  }

  /** A face that was seen; shows that the person was there. */
  public static EventRow seen(String session, UUID person, Instant at) {
    return new EventRow(
        UUID.randomUUID(),
        SessionId.of(session),
        person,
        "seen",
        at.getEpochSecond() * 1_000_000 + at.getNano() / 1000,
        true,
        at,
        NOON,
        "face",
        Optional.of(new Evidence(0.75, 0.5, 1, new BoundingBox(1.5, 2, 30, 40))),
        Optional.empty(),
        "{}");
  }

  /** A correction of another event; says nothing of presence and has no face. */
  public static EventRow correction(String session, UUID person, UUID of, long occurrence) {
    return new EventRow(
        UUID.randomUUID(),
        SessionId.of(session),
        person,
        "corrected",
        occurrence,
        false,
        NOON,
        NOON,
        "manual",
        Optional.empty(),
        Optional.of(of),
        "{\"status\":\"excused\"}");
  }

  /** An entry of the audit log. */
  public static AuditEntry entry(String action) {
    return new AuditEntry(NOON, action, Optional.of(UUID.randomUUID()), "{\"count\":1}");
  }

  /** A change that holds on any version. */
  public static Commit.Builder change() {
    return Commit.builder(StoreRows::chained);
  }

  /** The next row, its mac a digest of the mac before and of the entry. */
  public static AuditSeal.Sealed chained(AuditHead head, AuditEntry entry) {
    long sequence = head.rows() + 1;
    Bytes mac = digest(head.mac(), sequence, entry.action() + entry.details());
    AuditRow row = new AuditRow(sequence, entry, 1, mac);
    return new AuditSeal.Sealed(row, new AuditHead(sequence, mac, digest(mac, sequence, "seal")));
  }

  /** The head that these rows lead to, after a look at each of them. */
  public static AuditHead verified(List<AuditRow> rows) {
    AuditHead head = AuditHead.EMPTY;
    for (AuditRow row : rows) {
      AuditSeal.Sealed next = chained(head, row.entry());
      assertThat(row).isEqualTo(next.row());
      head = next.head();
    }
    return head;
  }

  private static Bytes digest(Bytes before, long number, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(before.toArray());
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      return Bytes.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
