-- Generations: one run of a model that writes one assistant message, owned by one instance for as long as its lease is renewed.
-- Takes no lock on anything but the new table. The way down is DROP TABLE once no generation is under way.

CREATE TABLE chat.generation (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES chat.message ON DELETE CASCADE,
  conversation_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  instance_id uuid NOT NULL,
  lease_until timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'stopped', 'failed', 'interrupted')),
  -- Length of the message in UTF-16 code units, as of the last write: the reader's cursor.
  length integer NOT NULL DEFAULT 0 CHECK (length >= 0),
  error_code text,
  prompt_tokens integer,
  answer_tokens integer,
  created_at timestamptz(3) NOT NULL,
  -- Set once, by the instance that owns it or by the sweep. A stopped one is stopped at once and finished a moment later.
  finished_at timestamptz(3)
);
-- One run at a time for one message.
CREATE UNIQUE INDEX generation_under_way ON chat.generation (message_id) WHERE finished_at IS NULL;
CREATE INDEX generation_lease ON chat.generation (lease_until) WHERE finished_at IS NULL;
CREATE INDEX generation_of_message ON chat.generation (message_id);
CREATE INDEX generation_of_conversation ON chat.generation (conversation_id);
CREATE INDEX generation_of_owner ON chat.generation (owner_id);

GRANT SELECT, INSERT, DELETE ON chat.generation TO chatman_runtime;
GRANT UPDATE (lease_until, status, length, error_code, prompt_tokens, answer_tokens, finished_at) ON chat.generation TO chatman_runtime;
