-- The audit log: one row for each act, never changed afterwards (docs/audit.md). Locks nothing: the tables are new.
CREATE SCHEMA audit;

-- What a text in the log may be: ASCII without backslash, so that it has one encoding only. A regular expression would say it shorter and
-- take 6 microseconds a field; this takes a tenth of one.
CREATE DOMAIN audit.token AS text
  CHECK (octet_length(VALUE) BETWEEN 1 AND 200 AND octet_length(VALUE) = length(VALUE) AND strpos(VALUE, '\') = 0);

-- A field of a leaf: its length in two bytes, then its bytes. Absent and empty never meet, since a token is not empty.
CREATE FUNCTION audit.field(text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN int2send(coalesce(octet_length($1), 0)::int2) || coalesce(decode($1, 'escape'), ''::bytea);
CREATE FUNCTION audit.field(uuid) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN int2send(CASE WHEN $1 IS NULL THEN 0 ELSE 16 END::int2) || coalesce(uuid_send($1), ''::bytea);
CREATE FUNCTION audit.field(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN int2send(coalesce(octet_length($1), 0)::int2) || coalesce($1, ''::bytea);

CREATE TABLE audit.event (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  id uuid NOT NULL,
  actor uuid,
  role audit.token NOT NULL,
  request_id uuid,
  action audit.token NOT NULL,
  object_type audit.token,
  object_id audit.token,
  outcome audit.token NOT NULL CHECK (outcome IN ('success', 'denied', 'failed', 'intent')),
  reason audit.token,
  intent uuid,
  detail_commit bytea CHECK (octet_length(detail_commit) = 32),
  -- The order in which the tree takes events up: transactions that are over, in the order of their ids.
  PRIMARY KEY (xid, seq, recorded_at)
) PARTITION BY RANGE (recorded_at);

-- A proof is asked for by event id; the id holds its time, which finds the partition.
CREATE INDEX event_id ON audit.event (id);
-- Intents without outcome, and outcomes of an intent.
CREATE INDEX event_intent ON audit.event (id, recorded_at) WHERE outcome = 'intent';
CREATE INDEX event_outcome_of ON audit.event (intent) WHERE intent IS NOT NULL;

-- What happened in detail, sealed under the key of the person it is about. It may be erased: the log holds SHA-256(salt || detail) only.
CREATE TABLE audit.event_detail (
  event_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  subject_id uuid,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  detail bytea NOT NULL,
  PRIMARY KEY (event_id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX event_detail_subject ON audit.event_detail (subject_id) WHERE subject_id IS NOT NULL;

-- The hash that the Merkle tree commits to, RFC 6962: SHA-256(0x00 || leaf). Whoever distrusts libs/transparency/leaf.ts, which encodes the
-- same bytes, can compare: SELECT index FROM audit.leaf JOIN audit.event USING (xid, seq) WHERE audit.leaf_hash(event) <> leaf_hash.
-- Not kept with the event: computing it there would cost each audited request 24 microseconds, and the sequencer does it a moment later.
CREATE FUNCTION audit.leaf_hash(event audit.event) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(
    '\x0001'::bytea || int8send((event).seq) || uuid_send((event).id) || xid8send((event).xid) || timestamptz_send((event).recorded_at)
    || audit.field((event).actor) || audit.field((event).role::text) || audit.field((event).request_id)
    || audit.field((event).action::text) || audit.field((event).object_type::text) || audit.field((event).object_id::text)
    || audit.field((event).outcome::text) || audit.field((event).reason::text) || audit.field((event).intent)
    || audit.field((event).detail_commit));

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: the audit log only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

-- ALWAYS: not even session_replication_role = replica passes by. Row triggers are copied to partitions, TRUNCATE triggers are not.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON audit.event EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER is_never_rewritten BEFORE UPDATE ON audit.event_detail FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON audit.event_detail EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER only_grows;
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER is_never_emptied;
ALTER TABLE audit.event_detail ENABLE ALWAYS TRIGGER is_never_rewritten;
ALTER TABLE audit.event_detail ENABLE ALWAYS TRIGGER is_never_emptied;

-- Makes the partitions of a month. Attaching, unlike CREATE ... PARTITION OF, does not wait for writers and does not stop them.
CREATE FUNCTION audit.make_month(parent regclass, name text, month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition_name text := name || to_char(month, '_YYYY_MM');
  trigger_name text;
BEGIN
  IF to_regclass('audit.' || partition_name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE audit.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name, parent);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)', parent, partition_name,
    month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
  EXECUTE format('CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON audit.%I EXECUTE FUNCTION audit.refuse_change()', partition_name);
  FOR trigger_name IN
    SELECT tgname FROM pg_trigger WHERE tgrelid = ('audit.' || quote_ident(partition_name))::regclass AND NOT tgisinternal
    UNION SELECT 'is_never_emptied'
  LOOP
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER %I', partition_name, trigger_name);
  END LOOP;
END $$;

-- Makes the partitions that the coming months need; answers the last month that has them. The runtime role may ask for it and owns nothing.
CREATE FUNCTION audit.make_coming_months(months int) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
  month date;
BEGIN
  IF months NOT BETWEEN 0 AND 24 THEN RAISE EXCEPTION 'months is out of range' USING ERRCODE = 'invalid_parameter_value'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('audit.make_coming_months'));
  FOR ahead IN -1..months LOOP
    month := (this_month + make_interval(months => ahead))::date;
    PERFORM audit.make_month('audit.event', 'event', month);
    PERFORM audit.make_month('audit.event_detail', 'event_detail', month);
  END LOOP;
  RETURN month;
END $$;
REVOKE ALL ON FUNCTION audit.make_month(regclass, text, date), audit.make_coming_months(int) FROM PUBLIC;
SELECT audit.make_coming_months(3);

GRANT USAGE ON SCHEMA audit TO chatman_runtime;
GRANT EXECUTE ON FUNCTION audit.make_coming_months(int) TO chatman_runtime;
-- By column: a grant on the table would let a writer choose number, transaction and time.
GRANT SELECT, INSERT (id, actor, role, request_id, action, object_type, object_id, outcome, reason, intent, detail_commit)
  ON audit.event TO chatman_runtime;
GRANT SELECT, INSERT (event_id, subject_id, salt, detail), DELETE ON audit.event_detail TO chatman_runtime;
