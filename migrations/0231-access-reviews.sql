-- Reviews of who may sign in and as what: the accounts as they were when a review began, and what was decided about each. Takes no lock on
-- anything that existed before. There is no way down: the decisions are evidence.
CREATE TABLE dsr.access_review (
  id uuid PRIMARY KEY,
  -- The roles that are reviewed.
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  started_by uuid NOT NULL,
  started_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  closed_by uuid,
  certificate text,
  CONSTRAINT access_review_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CONSTRAINT access_review_certified CHECK (certificate IS NULL OR closed_at IS NOT NULL)
);
CREATE UNIQUE INDEX access_review_one_open ON dsr.access_review ((true)) WHERE closed_at IS NULL;

CREATE TABLE dsr.access_review_item (
  review_id uuid NOT NULL REFERENCES dsr.access_review,
  account_id uuid NOT NULL,
  -- As it was when the review began.
  role text NOT NULL,
  last_signed_in_at timestamptz(3),
  mfa_enrolled boolean NOT NULL,
  tokens integer NOT NULL CHECK (tokens >= 0),
  dormant boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('undecided', 'confirmed', 'changed', 'disabled', 'inactive', 'nobody-else')),
  role_after text,
  -- The request for a second person that this decision took, if any.
  approval_id uuid,
  decided_by uuid,
  decided_at timestamptz(3),
  PRIMARY KEY (review_id, account_id),
  CONSTRAINT access_review_item_decided CHECK ((state IN ('confirmed', 'changed', 'disabled')) = (decided_by IS NOT NULL)),
  CONSTRAINT access_review_item_role CHECK ((state IN ('confirmed', 'changed')) = (role_after IS NOT NULL)),
  -- Nobody confirms or changes their own access.
  CONSTRAINT access_review_item_not_own CHECK (decided_by <> account_id)
);

GRANT SELECT, INSERT ON dsr.access_review, dsr.access_review_item TO chatman_runtime;
GRANT UPDATE (closed_at, closed_by, certificate) ON dsr.access_review TO chatman_runtime;
GRANT UPDATE (state, role_after, approval_id, decided_by, decided_at) ON dsr.access_review_item TO chatman_runtime;

CREATE FUNCTION dsr.keep_closed_review() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL AND (OLD.certificate IS NOT NULL OR (NEW.closed_at, NEW.closed_by) IS DISTINCT FROM (OLD.closed_at, OLD.closed_by)) THEN
    RAISE EXCEPTION 'a closed access review stays as it is' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dsr.keep_closed_review() FROM PUBLIC;
CREATE TRIGGER closed_stays BEFORE UPDATE ON dsr.access_review FOR EACH ROW EXECUTE FUNCTION dsr.keep_closed_review();
ALTER TABLE dsr.access_review ENABLE ALWAYS TRIGGER closed_stays;

CREATE FUNCTION dsr.keep_reviewed_access() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM dsr.access_review r WHERE r.id = NEW.review_id AND r.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a closed access review stays as it is' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dsr.keep_reviewed_access() FROM PUBLIC;
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE ON dsr.access_review_item FOR EACH ROW EXECUTE FUNCTION dsr.keep_reviewed_access();
ALTER TABLE dsr.access_review_item ENABLE ALWAYS TRIGGER closed_stays;
