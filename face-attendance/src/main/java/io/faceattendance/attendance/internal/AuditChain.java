package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.AuditSeal;
import io.faceattendance.attendance.store.Bytes;
import java.nio.ByteBuffer;
import javax.crypto.SecretKey;

/**
 * Continues the audit log: each row's mac is over the row and the mac before it, the head's seal
 * over the number of rows and the last mac. A seal has its epoch before it, as a number of 4 bytes.
 *
 * <p>A head whose seal is wrong was changed by somebody without the key. The log goes on, but the
 * next row does not fit to what is before it: nothing covers the place up.
 */
final class AuditChain implements AuditSeal {
  private static final Bytes BROKEN = Bytes.of(new byte[] {1});

  private final AuditKeys keys;
  private final int headEpoch;
  private final boolean mayBegin;

  private AuditChain(AuditKeys keys, int headEpoch, boolean mayBegin) {
    this.keys = keys;
    this.headEpoch = headEpoch;
    this.mayBegin = mayBegin;
  }

  /** Continues a log that ends in the newest epoch. */
  static AuditChain of(AuditKeys keys) {
    return new AuditChain(keys, keys.newestEpoch(), false);
  }

  /** Begins the newest epoch after the one before it. */
  static AuditChain beginning(AuditKeys keys) {
    return new AuditChain(keys, keys.newestEpoch() - 1, false);
  }

  /** The same, but a log without rows is continued as well, as it never had one. */
  AuditChain withoutRows() {
    return new AuditChain(keys, headEpoch, true);
  }

  AuditKeys keys() {
    return keys;
  }

  @Override
  public Sealed seal(AuditHead head, AuditEntry entry) {
    Bytes previous = continues(head) ? head.mac() : BROKEN;
    int epoch = keys.newestEpoch();
    SecretKey key = keys.find(epoch).orElseThrow();
    long sequence = head.rows() + 1;
    Bytes mac = mac(key, sequence, epoch, entry, previous);
    AuditHead next = new AuditHead(sequence, mac, headSeal(key, epoch, sequence, mac));
    return new Sealed(new AuditRow(sequence, entry, epoch, mac), next);
  }

  private boolean continues(AuditHead head) {
    if (head.equals(AuditHead.EMPTY)) {
      return mayBegin;
    }
    int epoch = epochOf(head);
    if (epoch > keys.newestEpoch()) {
      throw new NewerEpochException();
    }
    return (epoch == headEpoch || epoch == keys.newestEpoch()) && isSealed(head);
  }

  /**
   * Another vault has begun a newer epoch: its key is to be read, unless the store's was rotated.
   */
  static final class NewerEpochException extends StoreException {
    private static final long serialVersionUID = 1L;

    private NewerEpochException() {
      super("the audit log was continued with a newer key, nothing was changed: try again");
    }
  }

  /** 0 if it has none. */
  static int epochOf(AuditHead head) {
    byte[] seal = head.seal().toArray();
    return seal.length < Integer.BYTES ? 0 : ByteBuffer.wrap(seal).getInt();
  }

  /** Whether the head is as one who has the keys made it. */
  boolean isSealed(AuditHead head) {
    int epoch = epochOf(head);
    return keys.find(epoch)
        .map(key -> headSeal(key, epoch, head.rows(), head.mac()).equals(head.seal()))
        .orElse(false);
  }

  /** Whether a row is as it was written after one with this mac. */
  boolean follows(Bytes previous, AuditRow row) {
    return keys.find(row.epoch())
        .map(key -> mac(key, row.sequence(), row.epoch(), row.entry(), previous).equals(row.mac()))
        .orElse(false);
  }

  private static Bytes mac(
      SecretKey key, long sequence, int epoch, AuditEntry entry, Bytes previous) {
    byte[] row =
        new Parts()
            .add("row")
            .add(sequence)
            .add(epoch)
            .add(Micros.of(entry.at()))
            .add(entry.action())
            .add(entry.person().map(Object::toString).orElse(""))
            .add(entry.details())
            .add(previous)
            .bytes();
    return Bytes.of(StoreKey.mac(key, row));
  }

  private static Bytes headSeal(SecretKey key, int epoch, long rows, Bytes mac) {
    byte[] sealed = StoreKey.mac(key, new Parts().add("head").add(rows).add(mac).bytes());
    ByteBuffer seal = ByteBuffer.allocate(Integer.BYTES + sealed.length);
    return Bytes.of(seal.putInt(epoch).put(sealed).array());
  }
}
