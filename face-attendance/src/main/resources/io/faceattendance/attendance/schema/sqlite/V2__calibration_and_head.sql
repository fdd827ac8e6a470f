-- Thresholds measured on the user's own pictures, at most one table for each embedding space. No
-- biometric data: rates and cosines, no picture and no person. All of it is authenticated by mac:
-- whoever has no key cannot change what is a match.
CREATE TABLE calibration (
  space_id    TEXT    NOT NULL PRIMARY KEY,
  fmr_table   TEXT    NOT NULL,
  target_fpir REAL    NOT NULL,
  created_at  INTEGER NOT NULL,
  mac         BLOB    NOT NULL
) STRICT;

-- What was trained on the templates, at most one. It is biometric data of everybody enrolled:
-- encrypted as templates are, and the ids of the people stand inside the ciphertext alone. All other
-- columns but created_at are authenticated with it.
CREATE TABLE head (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  record_version     INTEGER NOT NULL,
  kind               TEXT    NOT NULL,
  space_id           TEXT    NOT NULL,
  people_version     INTEGER NOT NULL,
  persons            INTEGER NOT NULL,
  templates          INTEGER NOT NULL,
  seed               INTEGER NOT NULL,
  scoring            TEXT    NOT NULL,
  raw_tpir           REAL    NOT NULL,
  head_tpir          REAL    NOT NULL,
  difference_lower95 REAL    NOT NULL,
  known_probes       INTEGER NOT NULL,
  stranger_probes    INTEGER NOT NULL,
  in_use             INTEGER NOT NULL,
  nonce              BLOB    NOT NULL,
  ciphertext         BLOB    NOT NULL,
  created_at         INTEGER NOT NULL
) STRICT;

-- That a head is to be used and trained again whenever people change, and how; at most one. It says
-- nothing of anybody and outlives the head: only a decision of the user deletes it.
CREATE TABLE head_wish (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  kind    TEXT    NOT NULL,
  seed    INTEGER NOT NULL,
  scoring TEXT    NOT NULL
) STRICT;

-- Counts the changes of people and templates alone: a head is up to date if none came after it.
ALTER TABLE gallery_state ADD COLUMN people_version INTEGER NOT NULL DEFAULT 0;

-- Counts the user's decisions about the head, each training and each switching off: a training that
-- ends after another decision is not kept.
ALTER TABLE gallery_state ADD COLUMN head_decisions INTEGER NOT NULL DEFAULT 0;

-- A head knows everybody whom it was trained on: it goes with the first who goes.
CREATE TRIGGER a_head_goes_with_a_person AFTER DELETE ON people
BEGIN
  DELETE FROM head;
END;
