-- Retention policies with their versions, and runs that remove what is past its time. The indexes lock conversations for a moment. The way
-- down is to drop the three tables; the periods of the settings are in force again then.

-- How long a class of data is kept, from the day that somebody decided so. The newest row of a class is in force; `days` null: the setting.
CREATE TABLE retention.policy_version (
  id uuid PRIMARY KEY,
  class text NOT NULL CHECK (class ~ '^[a-z-]+$'),
  days integer CHECK (days > 0),
  -- What was in force until then; null: for ever.
  previous_days integer,
  -- Sealed under a key of the installation.
  reason bytea NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX policy_version_of_class ON retention.policy_version (class, id DESC);
GRANT SELECT, INSERT ON retention.policy_version TO chatman_runtime;

CREATE TABLE retention.run (
  id uuid PRIMARY KEY,
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'person', 'operator')),
  requested_by uuid,
  job_id uuid,
  state text NOT NULL CHECK (state IN ('running', 'completed', 'failed', 'cancelled')),
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- As it was issued: canonical JSON, signed with the audit log's key. No content, no names.
  certificate text,
  CONSTRAINT run_finished CHECK ((finished_at IS NULL) = (state = 'running')),
  CONSTRAINT run_certified CHECK (certificate IS NULL OR state <> 'running')
);
CREATE UNIQUE INDEX run_one_at_a_time ON retention.run (state) WHERE state = 'running';
GRANT SELECT, INSERT ON retention.run TO chatman_runtime;
GRANT UPDATE (job_id, state, finished_at, certificate) ON retention.run TO chatman_runtime;

-- What a run removes of one kind of thing. Counts grow in the transactions that remove, so they are right whenever the run ends.
CREATE TABLE retention.run_step (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES retention.run,
  class text NOT NULL,
  object text NOT NULL,
  days integer NOT NULL,
  cutoff timestamptz NOT NULL,
  -- Objects, what they held (messages, versions), and what a legal hold kept at the end.
  removed bigint NOT NULL DEFAULT 0,
  parts bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  -- SHA-256 over the digest before and the ids of each batch, in order.
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  finished_at timestamptz,
  CONSTRAINT run_step_once UNIQUE (run_id, object)
);
GRANT SELECT, INSERT ON retention.run_step TO chatman_runtime;
GRANT UPDATE (removed, parts, held, digest, finished_at) ON retention.run_step TO chatman_runtime;

-- Runs choose the oldest first, batch by batch.
CREATE INDEX conversation_by_age ON chat.conversation (updated_at);
