package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.match.TemplateScoring;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Handle;

/**
 * The head in the store, at most one: encrypted as templates are, and gone with the first person
 * who is removed. The wish for a head stays until it is switched off. Thread-safe.
 */
public final class HeadStore {
  private final Database database;
  private final UUID store;
  private final AesGcm cipher;
  private final Clock clock;

  HeadStore(Database database, UUID store, SecretKey key, Clock clock) {
    this.database = database;
    this.store = store;
    this.cipher = new AesGcm(key);
    this.clock = clock;
  }

  /**
   * What a training that begins now starts from.
   *
   * @return the state, to be given to {@link #put}
   */
  public HeadBasis basis() {
    return database.read(HeadSql::basis);
  }

  /**
   * Keeps a head that the user asked for. If it is to be used, it is wished for from now on; if
   * not, none is.
   *
   * @param row what is known of it
   * @param head its bytes
   * @param basis what its training started from
   * @return false if people, templates or the wish for a head have changed since: nothing was
   *     written, as it may know somebody who is gone, or not be wanted any more
   */
  public boolean put(HeadRow row, byte[] head, HeadBasis basis) {
    return put(row, head, basis, true);
  }

  /**
   * Keeps a head that was trained again; the wish for it is left as it is.
   *
   * @param row what is known of it
   * @param head its bytes
   * @param basis what its training started from
   * @return false as for {@link #put}
   */
  public boolean putAgain(HeadRow row, byte[] head, HeadBasis basis) {
    return put(row, head, basis, false);
  }

  private boolean put(HeadRow row, byte[] head, HeadBasis basis, boolean decision) {
    byte[] nonce = cipher.newNonce();
    byte[] sealed = cipher.seal(nonce, row.authenticated(store), head);
    long now = Micros.of(clock.instant());
    boolean replaced = database.read(HeadSql::exists);
    boolean written =
        database.write(
            handle -> {
              if (!HeadSql.basis(handle).equals(basis)) {
                return false;
              }
              handle.execute("DELETE FROM head");
              HeadSql.insert(handle, row, nonce, sealed, now);
              if (decision) {
                decide(handle, row);
              }
              GallerySql.nextVersion(handle);
              return true;
            });
    if (written && replaced) {
      database.erase();
    }
    return written;
  }

  private static void decide(Handle handle, HeadRow row) {
    HeadSql.nextDecision(handle);
    HeadSql.deleteWish(handle);
    if (row.inUse()) {
      HeadSql.insertWish(handle, new HeadWish(row.kind(), row.seed(), row.scoring()));
    }
  }

  /**
   * That a head is to be used, and trained again if there is none that is up to date.
   *
   * @return empty if the user wants none
   */
  public Optional<HeadWish> wish() {
    return database.read(HeadSql::wish);
  }

  /**
   * Whether there is a head, in use or not, of the people who are here now.
   *
   * @return false if there is none or people have changed since
   */
  public boolean isUpToDate() {
    return database.read(HeadSql::isUpToDate);
  }

  /**
   * What is known of the head.
   *
   * @param gallery how the gallery compares people in which it would be used
   * @return empty if there is none
   * @throws StoreException if it was changed
   */
  public Optional<TrainedHead> status(TemplateScoring gallery) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT h.*, g.people_version AS now FROM head h, gallery_state g")
                .map((columns, context) -> status(columns, gallery))
                .findOne());
  }

  private TrainedHead status(ResultSet columns, TemplateScoring gallery) throws SQLException {
    HeadRow row = open(columns, (opened, bytes) -> opened);
    return new TrainedHead(
        row.kind(),
        row.persons(),
        row.templates(),
        row.seed(),
        row.scoring(),
        row.trial(),
        row.inUse(),
        row.peopleVersion() == columns.getLong("now"),
        row.scoring() == gallery,
        Micros.toInstant(columns.getLong("created_at")));
  }

  /**
   * Opens the head that is to be used.
   *
   * @param gallery how the gallery compares people in which it is used
   * @param reader is given the row and the bytes, which are overwritten afterwards
   * @return what the reader made of it; empty if there is no head, or none that is to be used for
   *     the people who are here now, or it was not tried in such a gallery
   * @throws StoreException if it was changed
   */
  public <T> Optional<T> openInUse(TemplateScoring gallery, BiFunction<HeadRow, byte[], T> reader) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT h.* FROM head h JOIN gallery_state g USING (people_version)"
                        + " WHERE h.in_use AND h.scoring = :scoring")
                .bind("scoring", gallery.name())
                .map((columns, context) -> open(columns, reader))
                .findOne());
  }

  private <T> T open(ResultSet columns, BiFunction<HeadRow, byte[], T> reader) throws SQLException {
    if (columns.getInt("record_version") != HeadRow.RECORD_VERSION) {
      throw new StoreException(
          ("expected a head in record format %d, the store has one in format %d: delete it (head"
                  + " off) and train it again")
              .formatted(HeadRow.RECORD_VERSION, columns.getInt("record_version")));
    }
    HeadRow row;
    byte[] head;
    try {
      row = HeadSql.row(columns);
      byte[] sealed = columns.getBytes("ciphertext");
      head = cipher.open(columns.getBytes("nonce"), row.authenticated(store), sealed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException(
          "the head in the store cannot be read: it was changed, or belongs to another store;"
              + " delete it (head off) and train it again, or restore the data directory from a"
              + " backup",
          e);
    }
    try {
      return reader.apply(row, head);
    } finally {
      Arrays.fill(head, (byte) 0);
    }
  }

  /**
   * Deletes the head and the wish for one, and overwrites its bytes. What is being trained now,
   * here or elsewhere, will not be kept.
   *
   * @return whether there was a head
   */
  public boolean delete() {
    boolean deleted =
        database.write(
            handle -> {
              HeadSql.nextDecision(handle);
              boolean wished = HeadSql.deleteWish(handle);
              boolean some = handle.execute("DELETE FROM head") > 0;
              if (some || wished) {
                GallerySql.nextVersion(handle);
              }
              return some;
            });
    if (deleted) {
      database.erase();
    }
    return deleted;
  }
}
