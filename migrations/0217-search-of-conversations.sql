-- Search over a person's own conversations: words as keyed hashes, in blocks that are sealed under the key of the person. What is written from
-- now on enters the index with its message; what is there already waits in the backlog for a job that opens and indexes it. The index on
-- chat.message is built under a lock that lets readers pass and writers wait. The way down is DROP TABLE, trigger and function.

-- The key under which the words of a person are hashed: random, since the data key that seals it may be rotated while the index stays.
CREATE TABLE chat.search_key (
  owner_id uuid PRIMARY KEY,
  key bytea NOT NULL
);

-- One text that was written a moment ago: a message, or the title of a conversation.
CREATE TABLE chat.search_entry (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  conversation_id uuid NOT NULL REFERENCES chat.conversation ON DELETE CASCADE,
  -- When the message was written, or the conversation begun: what the index knows a text by.
  moment timestamptz(3) NOT NULL,
  terms bytea NOT NULL
);
CREATE INDEX search_entry_of_owner ON chat.search_entry (owner_id, id);
CREATE INDEX search_entry_of_conversation ON chat.search_entry (conversation_id);

-- Many texts together.
CREATE TABLE chat.search_segment (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  texts integer NOT NULL CHECK (texts > 0),
  -- It has 2^bits buckets.
  bits smallint NOT NULL CHECK (bits BETWEEN 0 AND 11),
  first_moment timestamptz(3) NOT NULL,
  last_moment timestamptz(3) NOT NULL,
  -- Whether a conversation of that time was removed, so that it has to be built anew without its words.
  is_stale boolean NOT NULL DEFAULT false
);
CREATE INDEX search_segment_of_owner ON chat.search_segment (owner_id);

CREATE TABLE chat.search_bucket (
  id uuid PRIMARY KEY,
  segment_id uuid NOT NULL REFERENCES chat.search_segment ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  bucket integer NOT NULL CHECK (bucket >= 0),
  data bytea NOT NULL,
  CONSTRAINT search_bucket_place UNIQUE (segment_id, bucket)
);
ALTER TABLE chat.search_bucket ALTER COLUMN data SET STORAGE EXTERNAL;

-- Messages and conversations (their titles) that are not in the index yet.
CREATE TABLE chat.search_backlog (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL
);
INSERT INTO chat.search_backlog (id, owner_id) SELECT id, owner_id FROM chat.message WHERE status NOT IN ('queued', 'generating');
INSERT INTO chat.search_backlog (id, owner_id) SELECT id, owner_id FROM chat.conversation WHERE title IS NOT NULL;

-- A text is found again by its moment.
DROP INDEX chat.message_of_owner;
CREATE INDEX message_of_owner ON chat.message (owner_id, created_at);
CREATE INDEX conversation_begun ON chat.conversation (owner_id, created_at);

-- Times of conversations that were removed: their words are still to be taken out of the segments.
CREATE TABLE chat.search_removal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner_id uuid NOT NULL,
  first_moment timestamptz(3) NOT NULL,
  last_moment timestamptz(3) NOT NULL
);
CREATE FUNCTION chat.note_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO chat.search_removal (owner_id, first_moment, last_moment)
  SELECT owner_id, min(created_at), max(updated_at) + interval '1 day' FROM removed GROUP BY owner_id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_removed AFTER DELETE ON chat.conversation
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION chat.note_removed();

GRANT SELECT, INSERT, DELETE ON chat.search_key, chat.search_entry, chat.search_segment, chat.search_bucket, chat.search_backlog, chat.search_removal
  TO chatman_runtime;
GRANT UPDATE (is_stale) ON chat.search_segment TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (key) ON chat.search_key TO chatman_runtime;
GRANT UPDATE (terms) ON chat.search_entry TO chatman_runtime;
GRANT UPDATE (data) ON chat.search_bucket TO chatman_runtime;
