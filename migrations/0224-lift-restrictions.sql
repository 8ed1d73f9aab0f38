-- Restrictions and objections end: by the person at once, a restriction also by an officer some days after the person was informed (GDPR Art.
-- 18(3)). What asks for a restricted account: shared snapshots, removal by age, statistics. Adding the columns takes a short exclusive lock and
-- rewrites nothing. The way down is DROP COLUMN and DROP FUNCTION, while no lifting is announced.
ALTER TABLE dsr.request
  -- When an announced lifting takes effect.
  ADD COLUMN lifts_at timestamptz(3),
  ADD COLUMN lifted_at timestamptz(3),
  ADD CONSTRAINT request_lifted CHECK (num_nonnulls(lifts_at, lifted_at) = 0 OR (type IN ('restriction', 'objection') AND state = 'completed'));
CREATE INDEX request_lifts ON dsr.request (lifts_at) WHERE lifts_at IS NOT NULL AND lifted_at IS NULL;
GRANT UPDATE (lifts_at, lifted_at) ON dsr.request TO chatman_runtime;

CREATE FUNCTION auth.is_restricted(account uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM auth.user WHERE id = account AND restricted);
CREATE FUNCTION auth.is_left_out(account uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM auth.user WHERE id = account AND (restricted OR objected));
REVOKE ALL ON FUNCTION auth.is_restricted(uuid), auth.is_left_out(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.is_restricted(uuid), auth.is_left_out(uuid) TO chatman_runtime;
