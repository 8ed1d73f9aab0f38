-- Whether there has been a second person who may decide since one was last said to be enough. While there has, nobody acts alone, whoever is
-- left: the other one could have been removed for it. Requests end with the right of whoever asked. The check of states is replaced under a
-- short exclusive lock on auth.approval. There is no way down: acts of two people would become acts of one.

-- In force while there is a row. Kept without a unique key, so that a restore may bring it back beside the one that its accounts have made.
CREATE TABLE auth.second_person (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  since timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON auth.second_person TO chatman_runtime;

-- The roles are those of `decidingRoles` in the code; a test compares them.
CREATE FUNCTION auth.deciders(by_sso boolean) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM auth.user WHERE role IN ('compliance_officer', 'admin') AND auth.can_sign_in(id, by_sso)
$$;

CREATE FUNCTION auth.note_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM auth.second_person) AND (SELECT count(*) FROM auth.deciders(true)) > 1 THEN
    INSERT INTO auth.second_person DEFAULT VALUES;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_second_person AFTER INSERT OR UPDATE OF role, state, password_hash ON auth.user
  FOR EACH ROW WHEN (NEW.role IN ('compliance_officer', 'admin')) EXECUTE FUNCTION auth.note_second_person();
CREATE TRIGGER note_second_person AFTER INSERT ON auth.passkey FOR EACH ROW EXECUTE FUNCTION auth.note_second_person();
CREATE TRIGGER note_second_person AFTER INSERT ON auth.sso_identity FOR EACH ROW EXECUTE FUNCTION auth.note_second_person();

-- Whoever has decided for another person here was a second one.
INSERT INTO auth.second_person (since)
SELECT now() WHERE (SELECT count(*) FROM auth.deciders(true)) > 1
    OR EXISTS (SELECT FROM auth.approval WHERE state IN ('approved', 'denied'));

ALTER TABLE auth.approval DROP CONSTRAINT approval_state_check;
ALTER TABLE auth.approval ADD CONSTRAINT approval_state_check
  CHECK (state IN ('pending', 'approved', 'denied', 'withdrawn', 'single-operator', 'lapsed'));

CREATE FUNCTION auth.let_requests_lapse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE auth.approval SET state = 'lapsed', decided_at = now() WHERE requested_by = NEW.id AND state = 'pending';
  RETURN NULL;
END $$;

CREATE TRIGGER let_requests_lapse AFTER UPDATE OF role, state ON auth.user
  FOR EACH ROW WHEN (NEW.state <> 'active' OR NEW.role <> OLD.role) EXECUTE FUNCTION auth.let_requests_lapse();

-- As the trigger, for requests of people who were disabled or lost their role before it.
UPDATE auth.approval a SET state = 'lapsed', decided_at = now()
  FROM auth.user u
 WHERE u.id = a.requested_by AND a.state = 'pending' AND (u.state <> 'active' OR u.role NOT IN ('compliance_officer', 'admin'));
