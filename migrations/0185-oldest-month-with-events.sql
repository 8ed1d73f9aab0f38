-- The oldest month was that of the oldest partition, and one month before the installation has a partition too, for clocks that are behind. It is
-- the month of the oldest event; empty partitions before it stay and harm nobody. Locks nothing; one look into the index.
CREATE OR REPLACE FUNCTION audit.oldest_month() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT date_trunc('month', (SELECT recorded_at FROM audit.event ORDER BY recorded_at LIMIT 1) AT TIME ZONE 'UTC')::date
$$;
