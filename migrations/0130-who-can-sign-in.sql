-- Who is active and able to sign in, decided in one place: by a password, a passkey or an identity of the single sign-on. The check that an
-- administrator stays asked for the state alone, so that an invited one who had never signed in counted. Takes no lock on tables.
-- The way down is to put auth.keep_an_admin() back and to drop the function.

-- `by_sso`: whether a provider is set up, which the database does not know.
CREATE FUNCTION auth.can_sign_in(account uuid, by_sso boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM auth.user u
     WHERE u.id = account AND u.state = 'active'
       AND (u.password_hash IS NOT NULL
            OR EXISTS (SELECT FROM auth.passkey p WHERE p.user_id = u.id)
            OR (by_sso AND EXISTS (SELECT FROM auth.sso_identity i WHERE i.user_id = u.id))))
$$;

CREATE OR REPLACE FUNCTION auth.keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.role <> 'admin' OR OLD.state <> 'active' THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND NEW.role = 'admin' AND NEW.state = 'active' THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('auth.keep_an_admin'));
  IF NOT EXISTS (SELECT FROM auth.user WHERE role = 'admin' AND id <> OLD.id AND auth.can_sign_in(id, true)) THEN
    RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'user_last_admin';
  END IF;
  RETURN NULL;
END $$;
