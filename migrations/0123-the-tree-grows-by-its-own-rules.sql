-- The role that Chat Man runs as could insert any leaf, node or checkpoint. The tree grows through a function of the owner now, which takes the
-- leaves of events that are there, with their own hashes, at the places that come next. Locks nothing.
-- The way down: drop the function and grant INSERT on the three tables again as in 0031.
CREATE FUNCTION audit.grow(
  start bigint, seqs bigint[], xids xid8[], hashes bytea, levels smallint[], indexes bigint[], node_hashes bytea[], checkpoint_no bigint, signed_note text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaves bigint := cardinality(seqs);
  genuine bigint;
BEGIN
  IF start <> (SELECT coalesce(max(index) + 1, 0) FROM audit.leaf) OR leaves = 0 OR cardinality(xids) <> leaves OR octet_length(hashes) <> leaves * 32
     OR checkpoint_no <> (SELECT coalesce(max(no) + 1, 1) FROM audit.checkpoint)
     OR split_part(signed_note, E'\n', 2) <> (start + leaves)::text THEN
    RAISE EXCEPTION 'the tree grows at its end, with a checkpoint of its new size' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO audit.leaf (index, seq, xid, leaf_hash)
  SELECT start + place - 1, seq, xid, substr(hashes, (place - 1)::int * 32 + 1, 32)
    FROM unnest(seqs, xids) WITH ORDINALITY AS batch (seq, xid, place);
  SELECT count(*) INTO genuine
    FROM unnest(seqs, xids) WITH ORDINALITY AS batch (seq, xid, place)
    JOIN audit.event event ON event.xid = batch.xid AND event.seq = batch.seq
   WHERE audit.leaf_hash(event) = substr(hashes, (place - 1)::int * 32 + 1, 32);
  IF genuine <> leaves THEN
    RAISE EXCEPTION 'a leaf is the hash of its event' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO audit.node (level, index, hash) SELECT * FROM unnest(levels, indexes, node_hashes);
  INSERT INTO audit.checkpoint (no, size, note) VALUES (checkpoint_no, start + leaves, signed_note);
END $$;
REVOKE ALL ON FUNCTION audit.grow(bigint, bigint[], xid8[], bytea, smallint[], bigint[], bytea[], bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.grow(bigint, bigint[], xid8[], bytea, smallint[], bigint[], bytea[], bigint, text) TO chatman_runtime;
REVOKE INSERT ON audit.leaf, audit.node, audit.checkpoint FROM chatman_runtime;
