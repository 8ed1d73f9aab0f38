-- Backups: which were made, by whom, and what came of looking at them. The backups themselves are files; a row of one that is gone says so.
-- Takes no lock on anything that existed before. There is no way down: the files would have nobody who knows of them.
CREATE SCHEMA backup;
GRANT USAGE ON SCHEMA backup TO chatman_runtime;

CREATE TABLE backup.run (
  id uuid PRIMARY KEY,
  label text,
  state text NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
  failure text CHECK ((failure IS NOT NULL) = (state = 'failed')),
  made_by_kind text NOT NULL CHECK (made_by_kind IN ('person', 'schedule', 'cli')),
  -- An account's id. No reference: the account may go, the backup stays.
  made_by uuid,
  -- The event that announced it; whoever ends it concludes that one. Null for one that was found on disk.
  announced_by uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz CHECK ((finished_at IS NULL) = (state = 'running')),
  bytes bigint NOT NULL DEFAULT 0,
  rows bigint NOT NULL DEFAULT 0,
  tables integer NOT NULL DEFAULT 0,
  tables_in_all integer,
  checkpoint_size bigint,
  verified_at timestamptz,
  verified_valid boolean CHECK ((verified_valid IS NULL) = (verified_at IS NULL)),
  tested_at timestamptz,
  tested_success boolean CHECK ((tested_success IS NULL) = (tested_at IS NULL)),
  -- When it was decided that its files go; the row stays so that they are not taken for a backup that nobody knows of.
  removed_at timestamptz
);
-- One at a time in the whole installation.
CREATE UNIQUE INDEX run_running ON backup.run (state) WHERE state = 'running';
GRANT SELECT, INSERT, UPDATE, DELETE ON backup.run TO chatman_runtime;

-- A backup carries where the counters stand.
GRANT SELECT ON ALL SEQUENCES IN SCHEMA audit TO chatman_runtime;
