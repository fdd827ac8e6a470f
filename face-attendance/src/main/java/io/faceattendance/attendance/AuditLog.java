package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.AuditVerification;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditRow;
import java.util.List;
import java.util.OptionalLong;

/**
 * The audit log: what someone may have to answer for, in a chain that only the key can continue.
 * Thread-safe; part of a {@link FaceAttendance}.
 */
public final class AuditLog {

  private final Owned owned;
  private final Vault vault;

  AuditLog(Owned owned, Vault vault) {
    this.owned = owned;
    this.vault = vault;
  }

  /**
   * The outcome of a verification.
   *
   * @param intact whether every row is as it was written, none is missing and none was added
   * @param rows how many rows there are
   * @param firstBad the sequence of the first row that was changed or moved, or is missing; empty
   *     if it is intact
   * @param head the mac of the last row as hexadecimal digits; kept elsewhere, it shows later
   *     whether the whole store was put back to an older state
   */
  public record Verification(boolean intact, long rows, OptionalLong firstBad, String head) {}

  /**
   * Computes the chain again.
   *
   * @return the outcome
   */
  public Verification verify() {
    return owned.whileOpen(() -> AuditVerification.of(vault));
  }

  /**
   * A part of the log.
   *
   * @param after from the row after this sequence
   * @param most how many at most, at least 1
   * @return by sequence
   */
  public List<AuditRow> rows(long after, int most) {
    return owned.whileOpen(() -> vault.rows().audit(after, most));
  }
}
