-- Accounts. Names are sealed under the person's own key; a blind index finds them. Takes no lock on anything that existed before.
-- There is no way down: dropping accounts would orphan everything that belongs to them.

CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO chatman_runtime;

CREATE TABLE auth.user (
  id uuid PRIMARY KEY,
  username_index bytea NOT NULL CHECK (octet_length(username_index) = 32),
  username bytea NOT NULL,
  display_name bytea NOT NULL,
  -- Null while a person has no password: made by an administrator, not yet taken over.
  password_hash text CHECK (password_hash LIKE '$argon2id$%'),
  password_changed_at timestamptz NOT NULL,
  must_change_password boolean NOT NULL DEFAULT false,
  role text NOT NULL CHECK (role IN ('external_client', 'operations_team', 'compliance_officer', 'admin')),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
  restricted boolean NOT NULL DEFAULT false,
  is_owner boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT user_username_taken UNIQUE (username_index)
);

-- The account made at set-up, which signs in by password alone. This index is also what lets exactly one set-up win.
CREATE UNIQUE INDEX user_only_owner ON auth.user (is_owner) WHERE is_owner;

GRANT SELECT, INSERT, DELETE ON auth.user TO chatman_runtime;
GRANT UPDATE (username, display_name, password_hash, password_changed_at, must_change_password, role, state, restricted)
  ON auth.user TO chatman_runtime;

-- Whoever changes an account, by whatever path, one administrator who can sign in stays. The lock lets two administrators who demote
-- each other at the same moment see each other's change.
CREATE FUNCTION auth.keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.role <> 'admin' OR OLD.state <> 'active' THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND NEW.role = 'admin' AND NEW.state = 'active' THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('auth.keep_an_admin'));
  IF NOT EXISTS (SELECT FROM auth.user WHERE role = 'admin' AND state = 'active' AND id <> OLD.id) THEN
    RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'user_last_admin';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER keep_an_admin AFTER UPDATE OR DELETE ON auth.user FOR EACH ROW EXECUTE FUNCTION auth.keep_an_admin();
