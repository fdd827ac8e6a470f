-- The tables of the SQLite store after its third migration, in the types of PostgreSQL. Times are
-- microseconds since 1970-01-01T00:00:00Z. Ids and names of people stand in people and nowhere else;
-- whatever outlives a person holds the random person_key, which means nothing once its row is gone
-- and is never given again, even if the id is. Texts are ordered by the bytes of UTF-8.

CREATE TABLE store_identity (
  id         integer PRIMARY KEY CHECK (id = 1),
  store_id   uuid    NOT NULL,
  key_check  bytea   NOT NULL,
  created_at bigint  NOT NULL
);

-- version counts all changes of people, sealed records, documents and the header, templates those
-- that change templates, search those on which a search depends. Its row is the lock of everybody who changes one of these or appends to
-- the audit log.
CREATE TABLE gallery_state (
  id        integer PRIMARY KEY CHECK (id = 1),
  version   bigint  NOT NULL,
  templates bigint  NOT NULL,
  search    bigint  NOT NULL
);

INSERT INTO gallery_state (id, version, templates, search) VALUES (1, 0, 0, 0);

-- How many commits deleted something whose bytes are to go, the number of the last of them that
-- deleted events, and up to which number the bytes are gone.
CREATE TABLE erasure (
  id        integer PRIMARY KEY CHECK (id = 1),
  deletions bigint  NOT NULL,
  of_events bigint  NOT NULL,
  erased    bigint  NOT NULL
);

INSERT INTO erasure (id, deletions, of_events, erased) VALUES (1, 0, 0, 0);

CREATE TABLE people (
  person_key uuid PRIMARY KEY,
  id         text COLLATE "C" NOT NULL UNIQUE,
  name       text NOT NULL,
  details    text NOT NULL
);

-- Samples of these columns would outlive the rows in pg_statistic.
ALTER TABLE people
  ALTER COLUMN id SET STATISTICS 0,
  ALTER COLUMN name SET STATISTICS 0,
  ALTER COLUMN details SET STATISTICS 0;

-- Encrypted data about one person: a template, a picture, a reason. sequence is the order in which
-- they were put.
CREATE TABLE sealed (
  sequence       bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id             uuid    NOT NULL UNIQUE,
  person_key     uuid    NOT NULL REFERENCES people (person_key) ON DELETE CASCADE,
  kind           text COLLATE "C" NOT NULL,
  label          text    NOT NULL,
  record_version integer NOT NULL,
  nonce          bytea   NOT NULL,
  ciphertext     bytea   NOT NULL,
  created_at     bigint  NOT NULL
);

CREATE INDEX sealed_person ON sealed (person_key, kind);
CREATE INDEX sealed_kind ON sealed (kind, sequence);

ALTER TABLE sealed
  ALTER COLUMN label SET STATISTICS 0,
  ALTER COLUMN nonce SET STATISTICS 0,
  ALTER COLUMN ciphertext SET STATISTICS 0;

-- Encrypted data of the whole store.
CREATE TABLE documents (
  name    text COLLATE "C" PRIMARY KEY,
  content bytea NOT NULL
);

ALTER TABLE documents ALTER COLUMN content SET STATISTICS 0;

CREATE TABLE sessions (
  id         text COLLATE "C" PRIMARY KEY,
  starts_at  bigint,
  ends_at    bigint,
  created_at bigint NOT NULL,
  details    text   NOT NULL
);

CREATE INDEX sessions_time ON sessions (COALESCE(starts_at, created_at), id);

-- Facts. A person may be removed while the facts stay: person_key has no foreign key on purpose.
-- Evidence is there as a whole or not at all.
CREATE TABLE events (
  sequence    bigint PRIMARY KEY,
  id          uuid    NOT NULL,
  session_id  text COLLATE "C" NOT NULL REFERENCES sessions (id),
  person_key  uuid    NOT NULL,
  kind        text COLLATE "C" NOT NULL,
  occurrence  bigint  NOT NULL,
  attends     integer NOT NULL CHECK (attends IN (0, 1)),
  occurred_at bigint  NOT NULL,
  recorded_at bigint  NOT NULL,
  source      text    NOT NULL,
  similarity  double precision,
  threshold   double precision,
  photo       integer,
  box_x       double precision,
  box_y       double precision,
  box_width   double precision,
  box_height  double precision,
  refers_to   uuid,
  details     text    NOT NULL,
  UNIQUE (session_id, person_key, kind, occurrence)
);

-- The order in which events were recorded: taken before they are inserted, which is done in
-- another order so that two who record the same do not wait for each other.
CREATE SEQUENCE events_order OWNED BY events.sequence;

CREATE INDEX events_person ON events (person_key, occurred_at);
CREATE INDEX events_id ON events (id);

-- Who was there in which session. Of several who record the same person at once, the one that adds
-- the row is the first.
CREATE TABLE attendees (
  session_id text COLLATE "C" NOT NULL,
  person_key uuid NOT NULL,
  PRIMARY KEY (session_id, person_key)
);

-- Has a row only inside a transaction that deletes the events of before that time.
CREATE TABLE retention_in_progress (
  events_before bigint NOT NULL
);

-- Decisions that someone may have to answer for. Random keys only; each mac covers the row before.
CREATE TABLE audit (
  sequence    bigint  PRIMARY KEY,
  recorded_at bigint  NOT NULL,
  action      text    NOT NULL,
  person_key  uuid,
  details     text    NOT NULL,
  epoch       integer NOT NULL,
  mac         bytea   NOT NULL
);

-- How many rows the log has, the mac of the last, and a seal over both.
CREATE TABLE audit_head (
  id   integer PRIMARY KEY CHECK (id = 1),
  rows bigint  NOT NULL,
  mac  bytea   NOT NULL,
  seal bytea   NOT NULL
);

INSERT INTO audit_head (id, rows, mac, seal) VALUES (1, 0, '', '');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE FUNCTION refuse_deletion_without_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM retention_in_progress WHERE OLD.occurred_at < events_before) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'events is append-only';
END $$;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_are_deleted_by_retention_only BEFORE DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_deletion_without_retention();
CREATE TRIGGER events_are_never_truncated BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_never_truncated BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
