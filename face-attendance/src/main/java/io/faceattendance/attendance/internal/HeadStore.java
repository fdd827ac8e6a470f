package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.HeadTrial;
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
 * who is removed. Thread-safe.
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

  static boolean exists(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM head").mapTo(Boolean.class).one();
  }

  /**
   * Counts the changes of people and templates, whoever makes them, and nothing else.
   *
   * @return a number that grows with every enrolment and removal
   */
  public long peopleVersion() {
    return database.read(GallerySql::peopleVersion);
  }

  /**
   * Keeps a head in place of the one before, whose bytes are overwritten.
   *
   * @param row what is known of it
   * @param head its bytes
   * @return false if people or templates have changed since it was trained: nothing was written, as
   *     it may know somebody who is gone
   */
  public boolean put(HeadRow row, byte[] head) {
    byte[] nonce = cipher.newNonce();
    byte[] sealed = cipher.seal(nonce, row.authenticated(store), head);
    long now = Micros.of(clock.instant());
    boolean replaced = database.read(HeadStore::exists);
    boolean written =
        database.write(
            handle -> {
              if (GallerySql.peopleVersion(handle) != row.peopleVersion()) {
                return false;
              }
              handle.execute("DELETE FROM head");
              insert(handle, row, nonce, sealed, now);
              GallerySql.nextVersion(handle);
              return true;
            });
    if (written && replaced) {
      database.erase();
    }
    return written;
  }

  private static void insert(Handle handle, HeadRow row, byte[] nonce, byte[] sealed, long now) {
    HeadTrial trial = row.trial();
    handle
        .createUpdate(
            """
            INSERT INTO head
              (id, record_version, kind, space_id, people_version, persons, templates, raw_tpir,
               head_tpir, difference_lower95, known_probes, stranger_probes, in_use, nonce,
               ciphertext, created_at)
            VALUES (1, :version, :kind, :space, :people, :persons, :templates, :raw, :head, :lower,
               :known, :strangers, :used, :nonce, :ciphertext, :now)
            """)
        .bind("version", HeadRow.RECORD_VERSION)
        .bind("kind", row.kind().name())
        .bind("space", row.space().id())
        .bind("people", row.peopleVersion())
        .bind("persons", row.persons())
        .bind("templates", row.templates())
        .bind("raw", trial.rawTpir())
        .bind("head", trial.headTpir())
        .bind("lower", trial.differenceLower95())
        .bind("known", trial.knownProbes())
        .bind("strangers", trial.strangerProbes())
        .bind("used", row.inUse())
        .bind("nonce", nonce)
        .bind("ciphertext", sealed)
        .bind("now", now)
        .execute();
  }

  /**
   * What is known of the head.
   *
   * @return empty if there is none
   */
  public Optional<TrainedHead> status() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT h.*, g.people_version AS now FROM head h, gallery_state g")
                .map((row, context) -> status(row))
                .findOne());
  }

  private static TrainedHead status(ResultSet columns) throws SQLException {
    HeadRow row = row(columns);
    return new TrainedHead(
        row.kind(),
        row.persons(),
        row.templates(),
        row.trial(),
        row.inUse(),
        row.peopleVersion() == columns.getLong("now"),
        Micros.toInstant(columns.getLong("created_at")));
  }

  /**
   * Opens the head that is to be used.
   *
   * @param reader is given the row and the bytes, which are overwritten afterwards
   * @return what the reader made of it; empty if there is no head, or none that is to be used for
   *     the people who are here now
   * @throws StoreException if it was changed
   */
  public <T> Optional<T> openInUse(BiFunction<HeadRow, byte[], T> reader) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT h.* FROM head h JOIN gallery_state g USING (people_version)"
                        + " WHERE h.in_use")
                .map((columns, context) -> open(columns, reader))
                .findOne());
  }

  private <T> T open(ResultSet columns, BiFunction<HeadRow, byte[], T> reader) throws SQLException {
    HeadRow row = row(columns);
    byte[] head = new byte[0];
    try {
      byte[] sealed = columns.getBytes("ciphertext");
      head = cipher.open(columns.getBytes("nonce"), row.authenticated(store), sealed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw changed(e);
    }
    try {
      return reader.apply(row, head);
    } finally {
      Arrays.fill(head, (byte) 0);
    }
  }

  private static HeadRow row(ResultSet columns) throws SQLException {
    if (columns.getInt("record_version") != HeadRow.RECORD_VERSION) {
      throw new StoreException(
          "expected a head in record format %d, the store has one in format %d: train it again"
              .formatted(HeadRow.RECORD_VERSION, columns.getInt("record_version")));
    }
    try {
      return new HeadRow(
          HeadKind.valueOf(columns.getString("kind")),
          EmbeddingSpace.parse(columns.getString("space_id")),
          columns.getLong("people_version"),
          columns.getInt("persons"),
          columns.getInt("templates"),
          new HeadTrial(
              columns.getDouble("raw_tpir"),
              columns.getDouble("head_tpir"),
              columns.getDouble("difference_lower95"),
              columns.getInt("known_probes"),
              columns.getInt("stranger_probes")),
          columns.getBoolean("in_use"));
    } catch (IllegalArgumentException e) {
      throw changed(e);
    }
  }

  private static StoreException changed(Exception e) {
    return new StoreException(
        "the head in the store cannot be read: it was changed, or belongs to another store; delete"
            + " it (head off) and train it again, or restore the data directory from a backup",
        e);
  }

  /**
   * Deletes the head and overwrites its bytes.
   *
   * @return whether there was one
   */
  public boolean delete() {
    boolean deleted =
        database.write(
            handle -> {
              boolean some = handle.execute("DELETE FROM head") > 0;
              if (some) {
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
