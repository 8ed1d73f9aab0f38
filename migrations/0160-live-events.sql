-- What open pages are told by `GET /api/events`: ids of what changed, said by NOTIFY with the transaction that changed it. Triggers, so that
-- no path can forget it. A notice is in the clear and every role may listen, so nothing but ids goes into it:
-- `<id of the event> <kind> <person> [<further ids>]`. CREATE TRIGGER waits for writers of each table and keeps them waiting for a moment.
-- The way down is DROP FUNCTION … CASCADE: pages then learn of changes when they ask.

CREATE FUNCTION chat.tell_conversation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed chat.conversation := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM pg_notify('live', format('%s conversation %s %s', gen_random_uuid(), changed.owner_id, changed.id));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER INSERT OR DELETE ON chat.conversation
  FOR EACH ROW EXECUTE FUNCTION chat.tell_conversation();
CREATE TRIGGER tell_live_change AFTER UPDATE ON chat.conversation
  FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION chat.tell_conversation();

-- An answer when it is asked for and whenever its state changes; its growing text is followed elsewhere.
CREATE FUNCTION chat.tell_message() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s message %s %s %s %s',
    gen_random_uuid(), NEW.owner_id, NEW.conversation_id, NEW.id, coalesce(NEW.generation_id, NEW.id)));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER INSERT ON chat.message
  FOR EACH ROW WHEN (NEW.role = 'assistant') EXECUTE FUNCTION chat.tell_message();
CREATE TRIGGER tell_live_change AFTER UPDATE ON chat.message
  FOR EACH ROW WHEN (NEW.status <> 'generating' AND (OLD.status, OLD.generation_id) IS DISTINCT FROM (NEW.status, NEW.generation_id))
  EXECUTE FUNCTION chat.tell_message();

-- The requester and whoever gains by it are named, so that they are told too.
CREATE FUNCTION auth.tell_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s approval %s %s %s',
    gen_random_uuid(), NEW.requested_by, coalesce(NEW.beneficiary, NEW.requested_by), NEW.id));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER INSERT ON auth.approval
  FOR EACH ROW EXECUTE FUNCTION auth.tell_approval();
CREATE TRIGGER tell_live_change AFTER UPDATE ON auth.approval
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION auth.tell_approval();

CREATE FUNCTION auth.tell_session_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s session-ended %s %s', gen_random_uuid(), OLD.user_id, OLD.id));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER DELETE ON auth.session
  FOR EACH ROW EXECUTE FUNCTION auth.tell_session_ended();

CREATE FUNCTION auth.tell_account() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('live', format('%s account %s', gen_random_uuid(), NEW.id));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_live AFTER UPDATE ON auth.user
  FOR EACH ROW WHEN (
    (OLD.role, OLD.state, OLD.must_change_password, OLD.restricted)
    IS DISTINCT FROM (NEW.role, NEW.state, NEW.must_change_password, NEW.restricted))
  EXECUTE FUNCTION auth.tell_account();
