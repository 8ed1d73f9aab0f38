-- Some state applies whichever backup is restored: legal holds, and whether accounts are restricted, objected or disabled. The keyring copy
-- beside the backups carries its rows, and is written again when they have changed; this says when. Locks both tables for a moment. The way
-- down is DROP TABLE backup.carry_over and its triggers, and the refuse_change of 0205.
CREATE TABLE backup.carry_over (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  -- Another one after each change. Random: a restored database must not come by the number that a copy has.
  version uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO backup.carry_over DEFAULT VALUES;
GRANT SELECT ON backup.carry_over TO chatman_runtime;

CREATE FUNCTION backup.note_carry_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE backup.carry_over SET version = gen_random_uuid();
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION backup.note_carry_over() FROM PUBLIC;

-- When the transaction commits, so that nobody waits for the row with locks that others need.
CREATE CONSTRAINT TRIGGER carried_over AFTER INSERT OR UPDATE ON retention.hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION backup.note_carry_over();
CREATE CONSTRAINT TRIGGER carried_over AFTER UPDATE OF state, restricted, objected ON auth.user DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.state, OLD.restricted, OLD.objected) IS DISTINCT FROM (NEW.state, NEW.restricted, NEW.objected))
  EXECUTE FUNCTION backup.note_carry_over();
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER carried_over;
ALTER TABLE auth.user ENABLE ALWAYS TRIGGER carried_over;

-- As in 0205, but a restore, which says that it is one, may bring a hold, as the owner, to where it was later: a release that was pending in
-- the backup may have been withdrawn since, and its end have passed.
CREATE OR REPLACE FUNCTION retention.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.placed_by, NEW.placed_at, NEW.release_delay) IS DISTINCT FROM (OLD.id, OLD.placed_by, OLD.placed_at, OLD.release_delay) THEN
    RAISE EXCEPTION 'who placed a hold, when, and its delay never change' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF NEW.ends_at < NEW.released_at + make_interval(secs => NEW.release_delay)
     OR (NOT (coalesce(current_setting('chatman.restoring', true), '') = 'on'
              AND pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'))
         AND (OLD.ends_at <= now()
              OR (OLD.released_at IS NOT NULL AND NEW.released_at IS NOT NULL
                  AND (NEW.released_by, NEW.released_at, NEW.ends_at) IS DISTINCT FROM (OLD.released_by, OLD.released_at, OLD.ends_at)))) THEN
    RAISE EXCEPTION 'a hold is released once, and stays released' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
