-- The role that Chat Man runs as could delete every detail, and a verification called the log sound. Details go by erasure alone now: of one
-- subject whose keys are destroyed, with a signed event that commits to which ones. What is missing beyond that, a verification reports.
-- Locks the details for a moment. The way down: drop the two tables and the function, and grant DELETE on audit.event_detail again.
REVOKE DELETE ON audit.event_detail FROM chatman_runtime;

CREATE TABLE audit.erasure (
  -- That of the event `audit.details-erased`, whose object is how many details went and a hash of which.
  id uuid PRIMARY KEY
);
CREATE TABLE audit.erased_detail (
  event_id uuid PRIMARY KEY,
  erasure uuid NOT NULL REFERENCES audit.erasure
);
CREATE INDEX erased_detail_of ON audit.erased_detail (erasure);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['erasure', 'erased_detail'] LOOP
    EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON audit.%I EXECUTE FUNCTION audit.refuse_change()', name);
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER only_grows', name);
    EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER is_never_emptied', name);
  END LOOP;
END $$;

-- How many details these are and which, as an erasure commits to them: `3-` and SHA-256 of their events' ids in order.
CREATE FUNCTION audit.extent_of_details(events uuid[]) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) || '-' || encode(sha256(coalesce(string_agg(uuid_send(event), ''::bytea ORDER BY event), ''::bytea)), 'hex')
    FROM unnest(events) AS event
$$;

-- Judged at commit: the event of that id stands in this transaction and commits to exactly the details that went.
CREATE FUNCTION audit.require_erasure_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NULL; END IF;
  IF NOT EXISTS (
    SELECT FROM audit.event
     WHERE xid = pg_current_xact_id() AND id = NEW.id AND action::text = 'audit.details-erased' AND outcome::text = 'success'
       AND object_id::text = audit.extent_of_details(ARRAY(SELECT event_id FROM audit.erased_detail WHERE erasure = NEW.id)))
  THEN
    RAISE EXCEPTION 'details are erased with an event that commits to them' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER erasure_is_recorded AFTER INSERT ON audit.erasure DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit.require_erasure_event();
ALTER TABLE audit.erasure ENABLE ALWAYS TRIGGER erasure_is_recorded;

-- Erases the details of a subject whose keys are destroyed, under the id that the event of the erasure will have; answers their extent.
CREATE FUNCTION audit.erase_details(subject uuid, erasure_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM keyring.destroyed_owner WHERE owner_kind = 'subject' AND owner_name = subject::text) THEN
    RAISE EXCEPTION 'the keys of this subject are not destroyed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO audit.erasure (id) VALUES (erasure_id);
  WITH gone AS (DELETE FROM audit.event_detail WHERE subject_id = subject RETURNING event_id)
  INSERT INTO audit.erased_detail (event_id, erasure) SELECT event_id, erasure_id FROM gone;
  RETURN audit.extent_of_details(ARRAY(SELECT event_id FROM audit.erased_detail WHERE erasure = erasure_id));
END $$;
REVOKE ALL ON FUNCTION audit.extent_of_details(uuid[]), audit.require_erasure_event(), audit.erase_details(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.extent_of_details(uuid[]), audit.erase_details(uuid, uuid) TO chatman_runtime;
GRANT SELECT ON audit.erasure, audit.erased_detail TO chatman_runtime;
