-- Register of incidents (GDPR Art. 33(5)): what happened, whom it concerns, what was decided and why. Takes no lock on anything that existed
-- before. There is no way down: the register has to be kept.
CREATE TABLE dsr.incident (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('open', 'notified', 'closed')),
  aware_at timestamptz(3) NOT NULL,
  notify_by timestamptz(3) NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  -- Sealed under a key of the installation, like the entries.
  title bytea NOT NULL,
  kind bytea NOT NULL,
  description bytea NOT NULL,
  -- Whose data it may concern is computed from what these accounts read, in this time.
  accounts uuid[] NOT NULL DEFAULT '{}',
  affected_from timestamptz(3),
  affected_to timestamptz(3),
  notified_at timestamptz(3),
  decided_not_to_notify boolean NOT NULL DEFAULT false,
  closed_at timestamptz(3),
  closed_by uuid,
  CONSTRAINT incident_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT incident_window CHECK (affected_from <= affected_to)
);
CREATE TABLE dsr.incident_entry (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES dsr.incident,
  at timestamptz(3) NOT NULL,
  what text NOT NULL CHECK (what ~ '^[a-z]+(-[a-z]+)*$'),
  by_account uuid,
  note bytea
);
CREATE INDEX incident_entry_of_incident ON dsr.incident_entry (incident_id, id);

GRANT SELECT, INSERT ON dsr.incident, dsr.incident_entry TO chatman_runtime;
GRANT UPDATE (state, title, kind, description, accounts, affected_from, affected_to, notified_at, decided_not_to_notify, closed_at, closed_by)
  ON dsr.incident TO chatman_runtime;

CREATE FUNCTION dsr.keep_closed_incident() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a closed incident stays as it is' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dsr.keep_closed_incident() FROM PUBLIC;
CREATE TRIGGER closed_stays BEFORE UPDATE ON dsr.incident FOR EACH ROW EXECUTE FUNCTION dsr.keep_closed_incident();
ALTER TABLE dsr.incident ENABLE ALWAYS TRIGGER closed_stays;
