-- Requests of data subjects (GDPR Art. 15 to 21), what happened in each, and what was not done under which provision. Takes no lock on
-- anything that existed before. There is no way down: it would destroy the proof that requests were answered.
CREATE SCHEMA dsr;
GRANT USAGE ON SCHEMA dsr TO chatman_runtime;

CREATE TABLE dsr.request (
  id uuid PRIMARY KEY,
  type text NOT NULL CHECK (type IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  -- An account's id. No reference: the account may go, the proof that it was erased stays. Null for somebody without an account.
  subject_id uuid,
  -- Whether the person made it in their own session, after a step-up, and no officer recorded it for them.
  by_subject boolean NOT NULL,
  recorded_by uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'identity-confirmed', 'approved', 'in-progress', 'completed', 'refused', 'withdrawn')),
  received_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  extended_at timestamptz(3),
  closed_at timestamptz(3),
  -- Per cent of the period for which a warning was noted last; 100 once it has passed.
  warned integer NOT NULL DEFAULT 0 CHECK (warned IN (0, 50, 75, 90, 100)),
  -- Both sealed under a key of this case, which an erasure destroys: what the person wrote, and who somebody without an account is.
  details bytea,
  contact bytea,
  CONSTRAINT request_closed CHECK ((closed_at IS NULL) = (state NOT IN ('completed', 'refused', 'withdrawn'))),
  CONSTRAINT request_subject CHECK (NOT by_subject OR subject_id = recorded_by)
);
CREATE INDEX request_of_subject ON dsr.request (subject_id, id DESC);
CREATE INDEX request_open ON dsr.request (due_at) WHERE closed_at IS NULL;

CREATE TABLE dsr.request_entry (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dsr.request,
  at timestamptz(3) NOT NULL,
  what text NOT NULL CHECK (what ~ '^[a-z]+(-[a-z0-9]+)*$'),
  -- Null: Chat Man itself.
  by_account uuid,
  -- Sealed under a key of the installation: it explains a decision, and must outlive the account.
  note bytea
);
CREATE INDEX request_entry_of_request ON dsr.request_entry (request_id, id);

CREATE TABLE dsr.limitation (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dsr.request,
  article text NOT NULL CHECK (article ~ '^[0-9]{1,2}(\([0-9a-z]{1,2}\))*$'),
  -- Sealed like the notes.
  what bytea NOT NULL,
  reason bytea NOT NULL
);
CREATE INDEX limitation_of_request ON dsr.limitation (request_id, id);

-- What happened stays as it was written.
GRANT SELECT, INSERT ON dsr.request, dsr.request_entry, dsr.limitation TO chatman_runtime;
GRANT UPDATE (state, due_at, extended_at, closed_at, warned, details, contact) ON dsr.request TO chatman_runtime;

-- A request goes forward only, whatever the program does: what is closed stays closed, and who it is about never changes.
CREATE FUNCTION dsr.keep_closed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL AND (NEW.state, NEW.due_at, NEW.extended_at, NEW.closed_at) IS DISTINCT FROM
                                   (OLD.state, OLD.due_at, OLD.extended_at, OLD.closed_at) THEN
    RAISE EXCEPTION 'a closed request stays as it is' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF OLD.extended_at IS NOT NULL AND NEW.due_at > OLD.due_at THEN
    RAISE EXCEPTION 'a period is extended once' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dsr.keep_closed() FROM PUBLIC;
CREATE TRIGGER closed_stays BEFORE UPDATE ON dsr.request FOR EACH ROW EXECUTE FUNCTION dsr.keep_closed();
ALTER TABLE dsr.request ENABLE ALWAYS TRIGGER closed_stays;
