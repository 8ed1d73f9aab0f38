-- Conversations, their messages and what readers thought of them. Everything that a person or a model wrote is sealed under the owner's
-- key; times, states and the shape of the tree are not. Takes no lock on anything that existed before. There is no way down: it would
-- destroy what people wrote.

CREATE SCHEMA chat;
GRANT USAGE ON SCHEMA chat TO chatman_runtime;

CREATE TABLE chat.conversation (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  -- Null until the first question gives one.
  title bytea,
  model text,
  system_prompt bytea,
  collections uuid[],
  pinned boolean NOT NULL DEFAULT false,
  archived boolean NOT NULL DEFAULT false,
  folder bytea,
  tags bytea,
  created_at timestamptz(3) NOT NULL,
  -- The last message, not the last renaming: the order of the list follows it, and so does retention.
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX conversation_list ON chat.conversation (owner_id, archived, pinned DESC, updated_at DESC, id DESC);

CREATE TABLE chat.message (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES chat.conversation ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  parent_id uuid,
  role text NOT NULL CHECK (role IN ('user', 'assistant')),
  status text NOT NULL CHECK (status IN ('queued', 'generating', 'completed', 'stopped', 'failed', 'interrupted')),
  content bytea NOT NULL,
  citations bytea,
  provenance bytea,
  -- The generation that writes, or last wrote, this message.
  generation_id uuid,
  error_code text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT message_in_conversation UNIQUE (conversation_id, id),
  -- A branch never leaves its conversation.
  CONSTRAINT message_parent FOREIGN KEY (conversation_id, parent_id) REFERENCES chat.message (conversation_id, id) ON DELETE CASCADE,
  CONSTRAINT message_by_person CHECK (role = 'assistant' OR (status = 'completed' AND generation_id IS NULL AND provenance IS NULL))
);
CREATE INDEX message_children ON chat.message (conversation_id, parent_id);
CREATE INDEX message_of_owner ON chat.message (owner_id);

CREATE TABLE chat.feedback (
  message_id uuid PRIMARY KEY REFERENCES chat.message ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  rating text NOT NULL CHECK (rating IN ('up', 'down')),
  reasons text[] NOT NULL,
  comment bytea,
  given_at timestamptz(3) NOT NULL
);
CREATE INDEX feedback_of_owner ON chat.feedback (owner_id);

GRANT SELECT, INSERT, DELETE ON chat.conversation, chat.message, chat.feedback TO chatman_runtime;
GRANT UPDATE (title, model, system_prompt, collections, pinned, archived, folder, tags, updated_at) ON chat.conversation TO chatman_runtime;
GRANT UPDATE (status, content, citations, provenance, generation_id, error_code) ON chat.message TO chatman_runtime;
GRANT UPDATE (rating, reasons, comment, given_at) ON chat.feedback TO chatman_runtime;
