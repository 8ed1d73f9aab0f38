-- A partition that somebody made by hand, under a name without a month, made the question for the oldest month fail, and with it every
-- verification of the log. It is passed over now; what stands in it is found as what it is. Locks nothing. The way down is the body of 0033.
CREATE OR REPLACE FUNCTION audit.oldest_month() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(to_date(right(child.relname, 7), 'YYYY_MM')) FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
   WHERE inhparent = 'audit.event'::regclass AND child.relname ~ '_\d{4}_\d{2}$'
$$;
