package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements about the head, and about the wish for one. */
final class HeadSql {
  private static final Logger LOG = LoggerFactory.getLogger(HeadSql.class);

  private HeadSql() {}

  static boolean exists(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM head").mapTo(Boolean.class).one();
  }

  static boolean isUpToDate(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM head JOIN gallery_state USING (people_version)")
        .mapTo(Boolean.class)
        .one();
  }

  static HeadBasis basis(Handle handle) {
    return handle
        .createQuery("SELECT people_version, head_decisions FROM gallery_state")
        .map((row, context) -> new HeadBasis(row.getLong(1), row.getLong(2)))
        .one();
  }

  /** Whatever was begun before shall not be kept. */
  static void nextDecision(Handle handle) {
    handle.execute("UPDATE gallery_state SET head_decisions = head_decisions + 1");
  }

  static void insert(Handle handle, HeadRow row, byte[] nonce, byte[] sealed, long now) {
    HeadTrial trial = row.trial();
    handle
        .createUpdate(
            """
            INSERT INTO head
              (id, record_version, kind, space_id, people_version, persons, templates, seed,
               scoring, raw_tpir, head_tpir, difference_lower95, known_probes, stranger_probes,
               in_use, nonce, ciphertext, created_at)
            VALUES (1, :version, :kind, :space, :people, :persons, :templates, :seed,
               :scoring, :raw, :head, :lower, :known, :strangers, :used, :nonce, :ciphertext, :now)
            """)
        .bind("version", HeadRow.RECORD_VERSION)
        .bind("kind", row.kind().name())
        .bind("space", row.space().id())
        .bind("people", row.peopleVersion())
        .bind("persons", row.persons())
        .bind("templates", row.templates())
        .bind("seed", row.seed())
        .bind("scoring", row.scoring().name())
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

  /** Throws an IllegalArgumentException if a value is none that this version writes. */
  static HeadRow row(ResultSet columns) throws SQLException {
    return new HeadRow(
        HeadKind.valueOf(columns.getString("kind")),
        EmbeddingSpace.parse(columns.getString("space_id")),
        columns.getLong("people_version"),
        columns.getInt("persons"),
        columns.getInt("templates"),
        columns.getLong("seed"),
        TemplateScoring.valueOf(columns.getString("scoring")),
        new HeadTrial(
            columns.getDouble("raw_tpir"),
            columns.getDouble("head_tpir"),
            columns.getDouble("difference_lower95"),
            columns.getInt("known_probes"),
            columns.getInt("stranger_probes")),
        columns.getBoolean("in_use"));
  }

  static void insertWish(Handle handle, HeadWish wish) {
    handle
        .createUpdate(
            "INSERT INTO head_wish (id, kind, seed, scoring) VALUES (1, :kind, :seed, :scoring)")
        .bind("kind", wish.kind().name())
        .bind("seed", wish.seed())
        .bind("scoring", wish.scoring().name())
        .execute();
  }

  static boolean deleteWish(Handle handle) {
    return handle.execute("DELETE FROM head_wish") > 0;
  }

  static Optional<HeadWish> wish(Handle handle) {
    return handle
        .createQuery("SELECT kind, seed, scoring FROM head_wish")
        .map((row, context) -> wish(row))
        .findOne()
        .flatMap(one -> one);
  }

  private static Optional<HeadWish> wish(ResultSet row) throws SQLException {
    try {
      return Optional.of(
          new HeadWish(
              HeadKind.valueOf(row.getString("kind")),
              row.getLong("seed"),
              TemplateScoring.valueOf(row.getString("scoring"))));
    } catch (IllegalArgumentException e) {
      LOG.error("the wish for a head was changed ({}): delete it (head off)", e.getMessage());
      return Optional.empty();
    }
  }
}
