-- The role that Chat Man runs as could give anybody any role and release any hold by a statement of its own, and nothing in the log told of
-- it. Both are functions of the owner now, and no such change is committed without its event in the same transaction, which the log signs.
-- Locks both tables for a moment. The way down: drop functions and triggers, and grant the columns again as in 0050 and 0100.

-- Whether this transaction has recorded such an act on the object.
CREATE FUNCTION audit.is_recorded_now(actions text[], object text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM audit.event
                  WHERE xid = pg_current_xact_id() AND action::text = ANY (actions) AND object_id::text = object AND outcome::text = 'success')
$$;

-- The arguments name the acts that may do it. Judged when the transaction commits, since its event comes last. The owner is not asked: a
-- restore loads rows whose events are in the log that it loads. By the login, because whoever owns a function is its current user.
CREATE FUNCTION audit.require_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NULL; END IF;
  IF NOT audit.is_recorded_now(TG_ARGV, NEW.id::text) THEN
    RAISE EXCEPTION '% on %.% is refused without its event in the audit log', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION audit.is_recorded_now(text[], text), audit.require_event() FROM PUBLIC;

CREATE FUNCTION auth.set_role(account uuid, new_role text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.user SET role = new_role WHERE id = account;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION auth.set_role(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.set_role(uuid, text) TO chatman_runtime;
REVOKE UPDATE (role) ON auth.user FROM chatman_runtime;

CREATE CONSTRAINT TRIGGER role_change_is_recorded AFTER UPDATE OF role ON auth.user DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION audit.require_event('user.role-changed');
CREATE CONSTRAINT TRIGGER privileged_account_is_recorded AFTER INSERT ON auth.user DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.role <> 'external_client')
  EXECUTE FUNCTION audit.require_event('setup.completed', 'user.created', 'user.registered');
ALTER TABLE auth.user ENABLE ALWAYS TRIGGER role_change_is_recorded;
ALTER TABLE auth.user ENABLE ALWAYS TRIGGER privileged_account_is_recorded;

CREATE FUNCTION retention.release_hold(held uuid, by_account uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE retention.hold SET released_by = by_account, released_at = at WHERE id = held AND released_at IS NULL;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION retention.release_hold(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.release_hold(uuid, uuid, timestamptz) TO chatman_runtime;
REVOKE UPDATE (released_by, released_at) ON retention.hold FROM chatman_runtime;

CREATE CONSTRAINT TRIGGER release_is_recorded AFTER UPDATE ON retention.hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit.require_event('hold.released');
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER release_is_recorded;
