-- Times are microseconds since 1970-01-01T00:00:00Z. Ids and names of people stand in
-- people and nowhere else; whatever outlives a person holds the random person_key, which means nothing
-- once its row is gone and is never given again, even if the id is.

CREATE TABLE store_identity (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  store_id   TEXT    NOT NULL,
  key_check  BLOB    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Counts the changes of people and templates, so that another process sees that its index is stale.
CREATE TABLE gallery_state (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;

INSERT INTO gallery_state (id, version) VALUES (1, 0);

CREATE TABLE people (
  person_key TEXT    NOT NULL PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- An embedding, encrypted: AES-256-GCM, its tag at the end of the ciphertext.
CREATE TABLE templates (
  id             TEXT    NOT NULL PRIMARY KEY,
  person_key     TEXT    NOT NULL REFERENCES people (person_key) ON DELETE CASCADE,
  space_id       TEXT    NOT NULL,
  record_version INTEGER NOT NULL,
  nonce          BLOB    NOT NULL,
  ciphertext     BLOB    NOT NULL,
  created_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX templates_person ON templates (person_key);
CREATE INDEX templates_space ON templates (space_id);

CREATE TABLE sessions (
  id         TEXT    NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

-- Facts. A person may be removed while the facts stay: person_key has no foreign key on purpose.
CREATE TABLE events (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT    NOT NULL UNIQUE,
  session_id  TEXT    NOT NULL REFERENCES sessions (id),
  person_key  TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  occurrence  INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  similarity  REAL    NOT NULL,
  threshold   REAL    NOT NULL,
  photo       INTEGER NOT NULL,
  box_x       REAL    NOT NULL,
  box_y       REAL    NOT NULL,
  box_width   REAL    NOT NULL,
  box_height  REAL    NOT NULL,
  UNIQUE (session_id, person_key, kind, occurrence)
) STRICT;

CREATE INDEX events_person ON events (person_key, occurred_at);

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

-- Decisions that someone may have to answer for. Random keys only.
CREATE TABLE audit (
  sequence         INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at      INTEGER NOT NULL,
  action           TEXT    NOT NULL,
  person_key       TEXT    NOT NULL,
  other_person_key TEXT,
  similarity       REAL,
  amount           INTEGER
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
