-- Jobs that people follow: state, progress and outcome of work that outlives its request. pg-boss says when a job runs and on which
-- instance; this table is what `GET /api/jobs` shows, and stays when the queue has forgotten. Takes no lock on anything that existed
-- before. The way down is DROP TABLE: jobs that are queued then run unseen.
CREATE TABLE platform.tracked_job (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z-]+\.[a-z-]+$'),
  -- Who asked for it; null where Chat Man did.
  owner_id uuid,
  -- What decides who else may see it, such as a collection; null where its kind alone does.
  scope_id uuid,
  -- What it is about, such as a document.
  object_id uuid,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  done integer CHECK (done >= 0),
  total integer CHECK (total >= 0),
  unit text,
  -- Fixed words of the program, never content.
  message text,
  result bytea,
  -- Code of the problem that it failed with.
  problem text,
  -- Runs that ended neither well nor by an orderly stop. Too many of them, and the job is given up.
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  cancel_requested_at timestamptz,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT tracked_job_end CHECK ((finished_at IS NULL) = (state IN ('queued', 'running')))
);
CREATE INDEX tracked_job_of_owner ON platform.tracked_job (owner_id, id DESC);
CREATE INDEX tracked_job_of_scope ON platform.tracked_job (scope_id, id DESC);
CREATE INDEX tracked_job_unfinished ON platform.tracked_job (id) WHERE finished_at IS NULL;
CREATE INDEX tracked_job_age ON platform.tracked_job (finished_at);

GRANT SELECT, INSERT, DELETE ON platform.tracked_job TO chatman_runtime;
GRANT UPDATE (state, done, total, unit, message, result, problem, attempts, cancel_requested_at, started_at, finished_at)
  ON platform.tracked_job TO chatman_runtime;

-- Live event `job`: the owner, or the nil UUID where there is none, and the id.
CREATE FUNCTION platform.tell_job() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s job %s %s',
    gen_random_uuid(), coalesce(NEW.owner_id, '00000000-0000-0000-0000-000000000000'), NEW.id));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON platform.tracked_job
  FOR EACH ROW EXECUTE FUNCTION platform.tell_job();
