-- Conversations that people bring along from elsewhere. Which ones were imported is known by a keyed hash, so that the same file makes nothing twice;
-- what is still to be written waits sealed. Takes a lock on chat.conversation for a moment, for the reference. The way down is DROP TABLE.
CREATE TABLE chat.imported (
  conversation_id uuid PRIMARY KEY REFERENCES chat.conversation ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  -- Keyed hash of where it comes from and its id there, under a key of its owner.
  source_key bytea NOT NULL
);
CREATE INDEX imported_source ON chat.imported (owner_id, source_key);

-- An import that is under way, how much of it is done, and its conversations that are still to be written.
CREATE TABLE chat.import_run (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('chatgpt', 'open-webui', 'librechat', 'chatman')),
  conversations integer NOT NULL DEFAULT 0,
  messages integer NOT NULL DEFAULT 0,
  -- What was left out, by its place in the file.
  skipped bytea NOT NULL
);
CREATE TABLE chat.import_part (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES chat.import_run ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  data bytea NOT NULL
);
CREATE INDEX import_part_of_run ON chat.import_part (run_id, id);
ALTER TABLE chat.import_part ALTER COLUMN data SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, DELETE ON chat.imported, chat.import_run, chat.import_part TO chatman_runtime;
GRANT UPDATE (conversations, messages, skipped) ON chat.import_run TO chatman_runtime;
GRANT UPDATE (data) ON chat.import_part TO chatman_runtime;
