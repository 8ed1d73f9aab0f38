-- What people write themselves in the story of their request, such as why they withdraw it, goes when they are erased; what officers wrote
-- stays. Takes a short exclusive lock. The way down is REVOKE and DROP TRIGGER.
GRANT UPDATE (note) ON dsr.request_entry TO chatman_runtime;
CREATE FUNCTION dsr.only_forget_note() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.note IS NOT NULL THEN
    RAISE EXCEPTION 'a note stays as it was written, or goes' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dsr.only_forget_note() FROM PUBLIC;
CREATE TRIGGER only_forgotten BEFORE UPDATE ON dsr.request_entry FOR EACH ROW EXECUTE FUNCTION dsr.only_forget_note();
ALTER TABLE dsr.request_entry ENABLE ALWAYS TRIGGER only_forgotten;
