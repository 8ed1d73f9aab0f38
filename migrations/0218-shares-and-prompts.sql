-- What people show each other: snapshots of conversations, and prompts. All words are sealed under the key of whoever wrote them, so erasing
-- that person erases them for every reader. Also what people want every answer to take into account. Takes no lock on anything that people
-- use meanwhile, but for a moment on chat.conversation, which the first table refers to. The way down is DROP TABLE.
CREATE TABLE chat.share (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  conversation_id uuid NOT NULL REFERENCES chat.conversation ON DELETE CASCADE,
  title bytea NOT NULL,
  messages bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  -- Null: until it is revoked.
  expires_at timestamptz(3)
);
CREATE INDEX share_of_conversation ON chat.share (conversation_id);
CREATE INDEX share_of_owner ON chat.share (owner_id);
ALTER TABLE chat.share ALTER COLUMN messages SET STORAGE EXTERNAL;

-- Roles, and single users by id.
CREATE TABLE chat.share_reader (
  share_id uuid NOT NULL REFERENCES chat.share ON DELETE CASCADE,
  reader text NOT NULL,
  PRIMARY KEY (share_id, reader)
);
CREATE INDEX share_reader_name ON chat.share_reader (reader);

CREATE TABLE chat.prompt (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  command bytea NOT NULL,
  title bytea NOT NULL,
  text bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL
);
CREATE INDEX prompt_of_owner ON chat.prompt (owner_id);

CREATE TABLE chat.prompt_reader (
  prompt_id uuid NOT NULL REFERENCES chat.prompt ON DELETE CASCADE,
  reader text NOT NULL,
  PRIMARY KEY (prompt_id, reader)
);
CREATE INDEX prompt_reader_name ON chat.prompt_reader (reader);

CREATE TABLE chat.own_instructions (
  owner_id uuid PRIMARY KEY,
  text bytea NOT NULL,
  changed_at timestamptz(3) NOT NULL
);

GRANT SELECT, INSERT, DELETE ON chat.share, chat.share_reader, chat.prompt, chat.prompt_reader, chat.own_instructions TO chatman_runtime;
GRANT UPDATE (title, messages) ON chat.share TO chatman_runtime;
GRANT UPDATE (command, title, text, changed_at) ON chat.prompt TO chatman_runtime;
GRANT UPDATE (text, changed_at) ON chat.own_instructions TO chatman_runtime;
