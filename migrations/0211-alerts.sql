-- Alerts: conditions that an operator should know of, each once for as long as it lasts, in the whole installation. Rows hold rules, numbers and
-- random ids, never names or content. Locks nothing: the tables are new. The way down is DROP SCHEMA monitoring CASCADE.
CREATE SCHEMA monitoring;

-- When the rules ran last. Whoever moves the time runs them: instances share the work without a leader.
CREATE TABLE monitoring.evaluation (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  started_at timestamptz NOT NULL,
  -- Null until a first run has ended.
  finished_at timestamptz
);

CREATE TABLE monitoring.alert (
  id uuid PRIMARY KEY,
  rule text NOT NULL CHECK (rule ~ '^[a-z-]{1,60}$'),
  -- What tells apart two alerts of a rule, such as the id of an account; empty where there can be one only.
  scope text NOT NULL CHECK (octet_length(scope) <= 200),
  severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved')),
  count integer NOT NULL CHECK (count > 0),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL CHECK (last_at >= first_at),
  -- Numbers and codes that say how it was found.
  facts jsonb NOT NULL,
  -- The account that it is about; null where it is about none.
  account_id uuid,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  CONSTRAINT alert_acknowledged CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL) AND (state <> 'acknowledged' OR acknowledged_at IS NOT NULL)),
  CONSTRAINT alert_resolved CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
);
CREATE UNIQUE INDEX alert_unresolved ON monitoring.alert (rule, scope) WHERE state <> 'resolved';
CREATE INDEX alert_age ON monitoring.alert (last_at) WHERE state = 'resolved';

GRANT USAGE ON SCHEMA monitoring TO chatman_runtime;
GRANT SELECT, INSERT, UPDATE ON monitoring.evaluation TO chatman_runtime;
GRANT SELECT, INSERT, DELETE ON monitoring.alert TO chatman_runtime;
GRANT UPDATE (severity, state, count, last_at, facts, acknowledged_by, acknowledged_at, resolved_at) ON monitoring.alert TO chatman_runtime;

-- Live event `alert`: nobody's in particular, hence the nil UUID, and the id.
CREATE FUNCTION monitoring.notify_alert() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s alert 00000000-0000-0000-0000-000000000000 %s', gen_random_uuid(), NEW.id));
  RETURN NULL;
END $$;

CREATE TRIGGER notify_live AFTER INSERT ON monitoring.alert FOR EACH ROW EXECUTE FUNCTION monitoring.notify_alert();
CREATE TRIGGER notify_live_change AFTER UPDATE ON monitoring.alert
  FOR EACH ROW WHEN ((OLD.state, OLD.severity, OLD.count) IS DISTINCT FROM (NEW.state, NEW.severity, NEW.count))
  EXECUTE FUNCTION monitoring.notify_alert();
