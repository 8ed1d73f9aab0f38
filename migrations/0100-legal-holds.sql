-- Legal holds: what must not be removed while somebody may still ask for it, whatever the retention says. Today that is months of the audit
-- log. Takes no lock on a table that existed before. The way down is the drop_month of 0033, then DROP SCHEMA retention.
CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO chatman_runtime;

CREATE TABLE retention.hold (
  id uuid PRIMARY KEY,
  -- What is held; each scope has columns of its own.
  scope text NOT NULL CHECK (scope IN ('audit')),
  -- First days of the first and the last month; no last one: from then on.
  from_month date CHECK (extract(day FROM from_month) = 1),
  to_month date CHECK (extract(day FROM to_month) = 1),
  -- Sealed under a key of the installation: a hold must be readable when whoever placed it is gone.
  matter bytea NOT NULL,
  reason bytea NOT NULL,
  -- Accounts' ids. No reference: the account may go, the hold stays.
  placed_by uuid NOT NULL,
  placed_at timestamptz NOT NULL,
  released_by uuid,
  released_at timestamptz,
  CONSTRAINT hold_released CHECK ((released_by IS NULL) = (released_at IS NULL)),
  CONSTRAINT hold_of_audit CHECK (scope <> 'audit' OR (from_month IS NOT NULL AND (to_month IS NULL OR to_month >= from_month)))
);
CREATE INDEX hold_in_force ON retention.hold (scope) WHERE released_at IS NULL;
-- A hold is never removed, and nothing of it changes but that it is released, once.
GRANT SELECT, INSERT ON retention.hold TO chatman_runtime;
GRANT UPDATE (released_by, released_at) ON retention.hold TO chatman_runtime;

CREATE FUNCTION retention.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL THEN
    RAISE EXCEPTION 'a hold is released once, and stays released' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION retention.refuse_change() FROM PUBLIC;
CREATE TRIGGER released_once BEFORE UPDATE ON retention.hold FOR EACH ROW EXECUTE FUNCTION retention.refuse_change();
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER released_once;

CREATE FUNCTION audit.month_is_held(month date) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM retention.hold
                  WHERE released_at IS NULL AND scope = 'audit' AND from_month <= month AND (to_month IS NULL OR month <= to_month))
$$;
REVOKE ALL ON FUNCTION audit.month_is_held(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.month_is_held(date) TO chatman_runtime;

-- As before, and never a month that is held. A hold that is being placed at this moment is waited for, and one that comes later waits until
-- the month is gone; in a snapshot older than the hold nobody could see it, so there nothing is removed.
CREATE OR REPLACE FUNCTION audit.drop_month(month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  suffix text := to_char(month, '_YYYY_MM');
  unsigned_events bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'a month is removed in a transaction that sees what was committed last' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF month IS DISTINCT FROM audit.oldest_month() THEN
    RAISE EXCEPTION 'only the oldest month can be removed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF month + interval '1 month' > now() AT TIME ZONE 'UTC' - interval '365 days' THEN
    RAISE EXCEPTION 'a month is kept for a year at least' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  LOCK TABLE retention.hold IN SHARE MODE;
  IF audit.month_is_held(month) THEN
    RAISE EXCEPTION 'the month is under a hold' USING ERRCODE = 'object_in_use';
  END IF;
  EXECUTE format(
    'SELECT count(*) FROM audit.%I event LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq
      WHERE leaf.index IS NULL OR leaf.index >= (SELECT coalesce(max(size), 0) FROM audit.checkpoint)', 'event' || suffix)
    INTO unsigned_events;
  IF unsigned_events > 0 THEN
    RAISE EXCEPTION 'the month has events that are not signed for' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE format('DROP TABLE audit.%I', 'event' || suffix);
  EXECUTE format('DROP TABLE IF EXISTS audit.%I', 'event_detail' || suffix);
END $$;
