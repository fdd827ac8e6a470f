-- Everything beside id and name, as JSON text.
ALTER TABLE people ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
DROP TRIGGER a_head_goes_with_a_person;
ALTER TABLE people DROP COLUMN created_at;

-- version counts all changes of people, sealed records, documents and the header, templates those
-- that change templates, search those on which a search depends.
ALTER TABLE gallery_state RENAME COLUMN people_version TO templates;
ALTER TABLE gallery_state DROP COLUMN head_decisions;
ALTER TABLE gallery_state ADD COLUMN search INTEGER NOT NULL DEFAULT 0;

-- How many commits deleted something whose bytes are to go, the number of the last of them that
-- deleted events, and up to which number the bytes are gone.
CREATE TABLE erasure (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  deletions INTEGER NOT NULL,
  of_events INTEGER NOT NULL,
  erased    INTEGER NOT NULL
) STRICT;

INSERT INTO erasure (id, deletions, of_events, erased) VALUES (1, 0, 0, 0);

-- Encrypted data about one person: a template, a picture, a reason. sequence is the order in which
-- they were put.
CREATE TABLE sealed (
  sequence       INTEGER PRIMARY KEY,
  id             TEXT    NOT NULL UNIQUE,
  person_key     TEXT    NOT NULL REFERENCES people (person_key) ON DELETE CASCADE,
  kind           TEXT    NOT NULL,
  label          TEXT    NOT NULL,
  record_version INTEGER NOT NULL,
  nonce          BLOB    NOT NULL,
  ciphertext     BLOB    NOT NULL,
  created_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX sealed_person ON sealed (person_key, kind);
CREATE INDEX sealed_kind ON sealed (kind, sequence);

INSERT INTO sealed
  (id, person_key, kind, label, record_version, nonce, ciphertext, created_at)
SELECT id, person_key, 'template', space_id, record_version, nonce, ciphertext, created_at
FROM templates ORDER BY created_at, rowid;

DROP TABLE templates;

-- Encrypted data of the whole store.
CREATE TABLE documents (
  name    TEXT NOT NULL PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

ALTER TABLE sessions ADD COLUMN starts_at INTEGER;
ALTER TABLE sessions ADD COLUMN ends_at INTEGER;
ALTER TABLE sessions ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
CREATE INDEX sessions_time ON sessions (COALESCE(starts_at, created_at), id);

-- Facts. A person may be removed while the facts stay: person_key has no foreign key on purpose.
-- Evidence is there as a whole or not at all.
CREATE TABLE facts (
  sequence    INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL,
  session_id  TEXT    NOT NULL REFERENCES sessions (id),
  person_key  TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  occurrence  INTEGER NOT NULL,
  attends     INTEGER NOT NULL CHECK (attends IN (0, 1)),
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  source      TEXT    NOT NULL,
  similarity  REAL,
  threshold   REAL,
  photo       INTEGER,
  box_x       REAL,
  box_y       REAL,
  box_width   REAL,
  box_height  REAL,
  refers_to   TEXT,
  details     TEXT    NOT NULL,
  UNIQUE (session_id, person_key, kind, occurrence)
) STRICT;

INSERT INTO facts
SELECT sequence, id, session_id, person_key,
  CASE kind WHEN 'present' THEN 'seen' ELSE kind END,
  CASE kind WHEN 'present' THEN occurred_at ELSE occurrence END,
  kind = 'present', occurred_at, recorded_at,
  CASE kind WHEN 'present' THEN 'face' ELSE 'claim' END,
  similarity, threshold, photo, box_x, box_y, box_width, box_height, NULL, '{}'
FROM events;

DROP TABLE events;
ALTER TABLE facts RENAME TO events;
CREATE INDEX events_person ON events (person_key, occurred_at);
CREATE INDEX events_id ON events (id);

-- Who was there in which session. Of several who record the same person at once, the one that adds
-- the row is the first.
CREATE TABLE attendees (
  session_id TEXT NOT NULL,
  person_key TEXT NOT NULL,
  PRIMARY KEY (session_id, person_key)
) STRICT, WITHOUT ROWID;

INSERT INTO attendees SELECT DISTINCT session_id, person_key FROM events WHERE attends = 1;

-- Has a row only inside a transaction that deletes the events of before that time.
CREATE TABLE retention_in_progress (
  events_before INTEGER NOT NULL
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_deleted_by_retention_only BEFORE DELETE ON events
WHEN NOT EXISTS
  (SELECT 1 FROM retention_in_progress WHERE OLD.occurred_at < events_before)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

-- What earlier versions noted, without a chain.
DROP TRIGGER audit_is_never_changed;
DROP TRIGGER audit_is_never_deleted;
ALTER TABLE audit RENAME TO audit_before_chain;

CREATE TRIGGER audit_before_chain_is_never_changed BEFORE UPDATE ON audit_before_chain
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_before_chain_is_never_deleted BEFORE DELETE ON audit_before_chain
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- Decisions that someone may have to answer for. Random keys only; each mac covers the row before.
CREATE TABLE audit (
  sequence    INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  action      TEXT    NOT NULL,
  person_key  TEXT,
  details     TEXT    NOT NULL,
  epoch       INTEGER NOT NULL,
  mac         BLOB    NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- How many rows the log has, the mac of the last, and a seal over both.
CREATE TABLE audit_head (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  rows INTEGER NOT NULL,
  mac  BLOB    NOT NULL,
  seal BLOB    NOT NULL
) STRICT;

INSERT INTO audit_head (id, rows, mac, seal) VALUES (1, 0, x'', x'');

-- Now encrypted documents, which SQL cannot write. A head can be trained again.
DROP TABLE head;
ALTER TABLE calibration RENAME TO calibration_v2;
ALTER TABLE head_wish RENAME TO head_wish_v2;
