-- Verifications that somebody asked for: how far each one is, and what came out. Any instance can answer for one that runs on another.
-- Locks nothing: the table is new.
CREATE TABLE audit.verification (
  -- That of the event that announced it; whoever ends it concludes that one.
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'finished', 'stopped', 'interrupted', 'failed')),
  step text NOT NULL CHECK (step IN ('events', 'details')),
  checked bigint NOT NULL CHECK (checked >= 0),
  size bigint NOT NULL CHECK (size >= 0),
  started_at timestamptz NOT NULL DEFAULT now(),
  -- The instance that checks says every second that it is still there.
  alive_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz CHECK ((ended_at IS NULL) = (state = 'running')),
  result jsonb CHECK ((result IS NOT NULL) = (state = 'finished'))
);
-- One at a time in the whole installation, whichever instances are asked.
CREATE UNIQUE INDEX verification_running ON audit.verification (state) WHERE state = 'running';

GRANT SELECT, INSERT, UPDATE, DELETE ON audit.verification TO chatman_runtime;
