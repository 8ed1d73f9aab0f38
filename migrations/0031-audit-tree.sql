-- The Merkle tree over the audit log and the signed statements about it (docs/audit.md). Locks nothing: the tables are new.

-- Which event stands at which place. A second record of every leaf hash, so that an altered event can be named exactly.
CREATE TABLE audit.leaf (
  index bigint PRIMARY KEY CHECK (index >= 0),
  seq bigint NOT NULL UNIQUE,
  xid xid8 NOT NULL,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Complete subtrees at every fourth level; the levels between follow from at most eight hashes below.
CREATE TABLE audit.node (
  level smallint CHECK (level > 0 AND level % 4 = 0),
  index bigint CHECK (index >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, index)
);

-- One signed statement for each batch of events, numbered without gaps. The note says number and size too, and how far the batch went: up to
-- which transaction, in which cluster. Nothing that the sequencer goes by can be changed here unseen.
CREATE TABLE audit.checkpoint (
  no bigint PRIMARY KEY CHECK (no > 0),
  size bigint NOT NULL UNIQUE CHECK (size > 0),
  note text NOT NULL
);

-- The last statement of an idle log. The only row of the room that is written again: it says no more than the newest checkpoint, later.
CREATE TABLE audit.heartbeat (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  signed_at timestamptz NOT NULL,
  note text NOT NULL
);

-- A page of events in the order of the tree. The settings hold the planner to the index: a verification that sorted what is left of the log
-- for each page would never end.
CREATE FUNCTION audit.events_after(after_xid xid8, after_seq bigint, up_to_xid xid8, most int) RETURNS SETOF audit.event
LANGUAGE sql STABLE SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off AS $$
  SELECT * FROM audit.event WHERE (xid, seq) > (after_xid, after_seq) AND xid <= up_to_xid ORDER BY xid, seq LIMIT most
$$;
REVOKE ALL ON FUNCTION audit.events_after(xid8, bigint, xid8, int) FROM PUBLIC;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['leaf', 'node', 'checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON audit.%I EXECUTE FUNCTION audit.refuse_change()', name);
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER only_grows', name);
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER is_never_emptied', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON audit.leaf, audit.node, audit.checkpoint TO chatman_runtime;
GRANT SELECT, INSERT, UPDATE ON audit.heartbeat TO chatman_runtime;
GRANT EXECUTE ON FUNCTION audit.events_after(xid8, bigint, xid8, int) TO chatman_runtime;
