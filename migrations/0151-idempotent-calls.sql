-- Calls that carried an `Idempotency-Key`, kept for a day: whoever sends one again, because its answer was lost, gets that answer instead of
-- doing it twice. Takes no lock on anything that existed before. The way down is DROP TABLE.
CREATE TABLE platform.idempotent_call (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  -- Keyed hashes: neither the key nor what was sent can be guessed from them.
  key_hash bytea NOT NULL,
  call_hash bytea NOT NULL,
  -- What the call was about or made, so that its answer goes when that is deleted.
  object_id uuid,
  -- Null until its transaction ends, which nobody else sees.
  status integer,
  -- Null where it holds a secret, or nothing.
  answer bytea,
  holds_secret boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT idempotent_call_key UNIQUE (owner_id, key_hash)
);
CREATE INDEX idempotent_call_age ON platform.idempotent_call (created_at);
CREATE INDEX idempotent_call_object ON platform.idempotent_call (owner_id, object_id);
GRANT SELECT, INSERT, DELETE ON platform.idempotent_call TO chatman_runtime;
GRANT UPDATE (call_hash, object_id, status, answer, holds_secret, created_at) ON platform.idempotent_call TO chatman_runtime;
