-- Retention removes audit events a whole month at a time, oldest month first. Places, nodes and checkpoints stay, so that every other event
-- can still be proved. Locks nothing now; when it runs, it takes the log for a moment, and gives up after five seconds of waiting.
CREATE FUNCTION audit.oldest_month() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(to_date(right(child.relname, 7), 'YYYY_MM')) FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
   WHERE inhparent = 'audit.event'::regclass
$$;

-- The runtime role may ask; what it asks for is bounded here, whatever the application believes: the month must be the oldest, a year old,
-- and every event of it must stand in the tree and be signed for.
CREATE FUNCTION audit.drop_month(month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  suffix text := to_char(month, '_YYYY_MM');
  unsigned_events bigint;
BEGIN
  IF month IS DISTINCT FROM audit.oldest_month() THEN
    RAISE EXCEPTION 'only the oldest month can be removed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF month + interval '1 month' > now() AT TIME ZONE 'UTC' - interval '365 days' THEN
    RAISE EXCEPTION 'a month is kept for a year at least' USING ERRCODE = 'object_not_in_prerequisite_state';
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
REVOKE ALL ON FUNCTION audit.oldest_month(), audit.drop_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.oldest_month(), audit.drop_month(date) TO chatman_runtime;
