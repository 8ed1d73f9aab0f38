-- Legal holds on people, conversations and collections beside months of the audit log. What is held cannot be deleted by any role of the
-- application, and neither can the key that opens it: triggers refuse it in the transaction that tries, and wait for a hold that is being
-- placed. A release takes an approval by a second person that is decided in the same transaction, and ends the hold after the delay that
-- was agreed when it was placed. Locks the tables that get a trigger for a moment. There is no way down: holds in force would be lost.

CREATE TABLE retention.hold_item (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  hold_id uuid NOT NULL REFERENCES retention.hold,
  kind text NOT NULL CHECK (kind IN ('subject', 'conversation', 'collection', 'audit')),
  target uuid,
  -- First days of the first and the last month; no last one: from then on.
  from_month date CHECK (extract(day FROM from_month) = 1),
  to_month date CHECK (extract(day FROM to_month) = 1),
  CONSTRAINT hold_item_target CHECK (
    CASE WHEN kind = 'audit' THEN target IS NULL AND from_month IS NOT NULL AND (to_month IS NULL OR to_month >= from_month)
         ELSE target IS NOT NULL AND from_month IS NULL AND to_month IS NULL END)
);
CREATE INDEX hold_item_of_target ON retention.hold_item (target);
CREATE INDEX hold_item_of_hold ON retention.hold_item (hold_id);
GRANT SELECT, INSERT ON retention.hold_item TO chatman_runtime;

INSERT INTO retention.hold_item (hold_id, kind, from_month, to_month) SELECT id, scope, from_month, to_month FROM retention.hold;

DROP TRIGGER released_once ON retention.hold;
DROP TRIGGER release_is_recorded ON retention.hold;
DROP FUNCTION retention.release_hold(uuid, uuid, timestamptz);
DROP INDEX retention.hold_in_force;
ALTER TABLE retention.hold
  DROP CONSTRAINT hold_of_audit,
  DROP COLUMN scope,
  DROP COLUMN from_month,
  DROP COLUMN to_month,
  -- When somebody has to say again that it is still needed, and when that was last asked for.
  ADD COLUMN review_at timestamptz,
  ADD COLUMN reminded_at timestamptz,
  -- Seconds from the decision to release it until it ends: a setting of the day on which it was placed.
  ADD COLUMN release_delay integer NOT NULL DEFAULT 0 CHECK (release_delay >= 0),
  ADD COLUMN ends_at timestamptz,
  ADD COLUMN release_approval uuid;
UPDATE retention.hold SET review_at = placed_at + interval '1 year', ends_at = released_at;
ALTER TABLE retention.hold
  ALTER COLUMN review_at SET NOT NULL,
  DROP CONSTRAINT hold_released,
  ADD CONSTRAINT hold_released CHECK (num_nulls(released_by, released_at, ends_at) IN (0, 3));
GRANT UPDATE (review_at, reminded_at) ON retention.hold TO chatman_runtime;

CREATE VIEW retention.hold_in_force AS
  SELECT item.hold_id, item.kind, item.target, item.from_month, item.to_month
    FROM retention.hold_item item
    JOIN retention.hold ON hold.id = item.hold_id
   WHERE hold.ends_at IS NULL OR hold.ends_at > now();
GRANT SELECT ON retention.hold_in_force TO chatman_runtime;

CREATE OR REPLACE FUNCTION audit.month_is_held(month date) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM retention.hold_in_force
                  WHERE kind = 'audit' AND from_month <= month AND (to_month IS NULL OR month <= to_month))
$$;

CREATE FUNCTION chat.conversation_is_held(conversation uuid, owner uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM retention.hold_in_force
                  WHERE (kind = 'conversation' AND target = conversation) OR (kind = 'subject' AND target = owner))
$$;

CREATE FUNCTION rag.collection_is_held(collection uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM retention.hold_in_force WHERE kind = 'collection' AND target = collection)
$$;

-- What keeps content of this person from being erased: holds on the person, and on conversations that the person has.
CREATE FUNCTION retention.holds_over(subject uuid) RETURNS TABLE (hold_id uuid, kind text, target uuid)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT held.hold_id, held.kind, held.target
    FROM retention.hold_in_force held
   WHERE (held.kind = 'subject' AND held.target = subject)
      OR (held.kind = 'conversation' AND held.target IN (SELECT id FROM chat.conversation WHERE owner_id = subject))
$$;

-- Whether what an item names is not here, or not here any more.
CREATE FUNCTION retention.is_gone(item retention.hold_item) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE item.kind
    WHEN 'subject' THEN NOT EXISTS (SELECT FROM auth.user WHERE id = item.target)
                        OR EXISTS (SELECT FROM keyring.destroyed_owner WHERE owner_kind = 'subject' AND owner_name = item.target::text)
    WHEN 'conversation' THEN NOT EXISTS (SELECT FROM chat.conversation WHERE id = item.target)
    WHEN 'collection' THEN NOT EXISTS (SELECT FROM rag.collection WHERE id = item.target)
    ELSE coalesce(item.to_month < audit.oldest_month(), false)
  END
$$;
REVOKE ALL ON FUNCTION chat.conversation_is_held(uuid, uuid), rag.collection_is_held(uuid), retention.holds_over(uuid),
  retention.is_gone(retention.hold_item) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chat.conversation_is_held(uuid, uuid), rag.collection_is_held(uuid), retention.holds_over(uuid),
  retention.is_gone(retention.hold_item) TO chatman_runtime;

-- Whoever deletes shares this lock until the end of the transaction; whoever places a hold takes it alone. So a hold waits for deletions on
-- their way, and a deletion that comes later sees the hold.
CREATE FUNCTION retention.wait_for_deletions() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('retention.hold'));
  RETURN NULL;
END $$;
CREATE TRIGGER wait_for_deletions BEFORE INSERT ON retention.hold_item FOR EACH STATEMENT EXECUTE FUNCTION retention.wait_for_deletions();
ALTER TABLE retention.hold_item ENABLE ALWAYS TRIGGER wait_for_deletions;

CREATE FUNCTION retention.refuse_change_of_item() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what a hold keeps never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON retention.hold_item FOR EACH ROW EXECUTE FUNCTION retention.refuse_change_of_item();
ALTER TABLE retention.hold_item ENABLE ALWAYS TRIGGER never_changes;

-- The argument is a query over the rows that go (`gone`); its columns are the kind and the id of what a hold could name, as text.
CREATE FUNCTION retention.refuse_held() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held uuid;
BEGIN
  -- A restore loads, as the owner, who was erased before a hold came.
  IF TG_OP = 'INSERT' AND pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NULL; END IF;
  -- Cascades come here for every row that they might have reached.
  IF NOT EXISTS (SELECT FROM gone) THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('retention.hold'));
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'content is deleted in a transaction that sees what was committed last' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF NOT EXISTS (SELECT FROM retention.hold_in_force) THEN RETURN NULL; END IF;
  EXECUTE format('SELECT held.hold_id FROM retention.hold_in_force held
                    JOIN (%s) AS removed (kind, target) ON held.kind = removed.kind AND held.target::text = removed.target LIMIT 1', TG_ARGV[0])
    INTO held;
  IF held IS NOT NULL THEN
    RAISE EXCEPTION 'a legal hold keeps this' USING ERRCODE = 'CMH01', DETAIL = held::text;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_held AFTER DELETE ON chat.conversation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'conversation', id::text FROM gone UNION ALL SELECT 'subject', owner_id::text FROM gone$$);
CREATE TRIGGER refuse_held AFTER DELETE ON chat.message REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'conversation', conversation_id::text FROM gone UNION ALL SELECT 'subject', owner_id::text FROM gone$$);
CREATE TRIGGER refuse_held AFTER DELETE ON chat.generation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'conversation', conversation_id::text FROM gone UNION ALL SELECT 'subject', owner_id::text FROM gone$$);
CREATE TRIGGER refuse_held AFTER DELETE ON chat.feedback REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'conversation', message.conversation_id::text FROM gone JOIN chat.message ON message.id = gone.message_id
    UNION ALL SELECT 'subject', owner_id::text FROM gone$$);
CREATE TRIGGER refuse_held AFTER DELETE ON rag.collection REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'collection', id::text FROM gone$$);
-- What is still being received, or could not be read, is no document yet.
CREATE TRIGGER refuse_held AFTER DELETE ON rag.document REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'collection', collection_id::text FROM gone WHERE state <> 'receiving'$$);
CREATE TRIGGER refuse_held AFTER DELETE ON rag.version REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'collection', collection_id::text FROM gone WHERE state IN ('ready', 'superseded')$$);
CREATE TRIGGER refuse_held AFTER DELETE ON rag.file_part REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'collection', version.collection_id::text FROM gone JOIN rag.version ON version.id = gone.version_id
    WHERE version.state IN ('ready', 'superseded')$$);
CREATE TRIGGER refuse_held AFTER DELETE ON rag.chunk REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'collection', version.collection_id::text FROM gone JOIN rag.version ON version.id = gone.version_id
    WHERE version.state IN ('ready', 'superseded')$$);
CREATE TRIGGER refuse_held AFTER DELETE ON auth.user REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'subject', id::text FROM gone
    UNION ALL SELECT 'conversation', conversation.id::text FROM gone JOIN chat.conversation ON conversation.owner_id = gone.id$$);
-- Without its key, what is held would be there and nobody could read it.
CREATE TRIGGER refuse_held AFTER DELETE ON keyring.data_key REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT owner_kind, owner_name FROM gone
    UNION ALL SELECT 'conversation', conversation.id::text FROM gone
      JOIN chat.conversation ON gone.owner_kind = 'subject' AND conversation.owner_id::text = gone.owner_name$$);
CREATE TRIGGER refuse_held AFTER INSERT ON keyring.destroyed_owner REFERENCING NEW TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT owner_kind, owner_name FROM gone
    UNION ALL SELECT 'conversation', conversation.id::text FROM gone
      JOIN chat.conversation ON gone.owner_kind = 'subject' AND conversation.owner_id::text = gone.owner_name$$);

-- A deletion begins with hiding the conversation; refusing only its end would let people believe that it is gone.
CREATE FUNCTION retention.refuse_hiding_held() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held uuid;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('retention.hold'));
  SELECT hold_id INTO held FROM retention.hold_in_force
   WHERE (kind = 'conversation' AND target = NEW.id) OR (kind = 'subject' AND target = NEW.owner_id) LIMIT 1;
  IF held IS NOT NULL THEN
    RAISE EXCEPTION 'a legal hold keeps this' USING ERRCODE = 'CMH01', DETAIL = held::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_hiding_held BEFORE UPDATE OF deleted_at ON chat.conversation FOR EACH ROW
  WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION retention.refuse_hiding_held();
REVOKE ALL ON FUNCTION retention.wait_for_deletions(), retention.refuse_change_of_item(), retention.refuse_held(), retention.refuse_hiding_held() FROM PUBLIC;

ALTER TABLE chat.conversation ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE chat.conversation ENABLE ALWAYS TRIGGER refuse_hiding_held;
ALTER TABLE chat.message ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE chat.generation ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE chat.feedback ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE rag.collection ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE rag.document ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE rag.version ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE rag.file_part ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE rag.chunk ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE auth.user ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE keyring.data_key ENABLE ALWAYS TRIGGER refuse_held;
ALTER TABLE keyring.destroyed_owner ENABLE ALWAYS TRIGGER refuse_held;

-- A hold is released once. Until it ends, the release can be withdrawn; after that, nothing of it changes.
CREATE OR REPLACE FUNCTION retention.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.placed_by, NEW.placed_at, NEW.release_delay) IS DISTINCT FROM (OLD.id, OLD.placed_by, OLD.placed_at, OLD.release_delay) THEN
    RAISE EXCEPTION 'who placed a hold, when, and its delay never change' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF OLD.ends_at <= now()
     OR (OLD.released_at IS NOT NULL AND NEW.released_at IS NOT NULL
         AND (NEW.released_by, NEW.released_at, NEW.ends_at) IS DISTINCT FROM (OLD.released_by, OLD.released_at, OLD.ends_at))
     OR NEW.ends_at < NEW.released_at + make_interval(secs => NEW.release_delay) THEN
    RAISE EXCEPTION 'a hold is released once, and stays released' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER released_once BEFORE UPDATE ON retention.hold FOR EACH ROW EXECUTE FUNCTION retention.refuse_change();
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER released_once;

-- Releases a hold by an approval of exactly that, decided in this transaction. Answers when the hold ends; null where it was released before.
CREATE FUNCTION retention.release_hold(held uuid, approval_id uuid) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  decider uuid;
  ends timestamptz;
BEGIN
  SELECT coalesce(decided_by, requested_by) INTO decider FROM auth.approval
   WHERE id = approval_id AND action = 'hold.release' AND xmin = pg_current_xact_id()::xid
     AND (state = 'approved' OR (state = 'single-operator' AND NOT EXISTS (SELECT FROM auth.second_person)))
     AND parameters_hash = sha256(convert_to(format('{"action":"hold.release","parameters":{"id":"%s"}}', held), 'UTF8'));
  IF decider IS NULL THEN
    RAISE EXCEPTION 'a hold is released by an approval that is decided now' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE retention.hold
     SET released_by = decider, released_at = now(), ends_at = now() + make_interval(secs => release_delay), release_approval = approval_id
   WHERE id = held AND released_at IS NULL
  RETURNING ends_at INTO ends;
  RETURN ends;
END $$;

-- Takes a release back while the hold has not ended. Whether there was one.
CREATE FUNCTION retention.withdraw_release(held uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE retention.hold SET released_by = NULL, released_at = NULL, ends_at = NULL, release_approval = NULL
   WHERE id = held AND ends_at > now();
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION retention.release_hold(uuid, uuid), retention.withdraw_release(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.release_hold(uuid, uuid), retention.withdraw_release(uuid) TO chatman_runtime;

CREATE FUNCTION retention.require_approval_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NULL; END IF;
  IF NOT audit.is_recorded_now(ARRAY['approval.approved'], NEW.release_approval::text) THEN
    RAISE EXCEPTION 'a hold is released with the event of its approval' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION retention.require_approval_event() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER release_is_recorded AFTER UPDATE ON retention.hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION audit.require_event('hold.released');
CREATE CONSTRAINT TRIGGER release_is_approved AFTER UPDATE ON retention.hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION retention.require_approval_event();
CREATE CONSTRAINT TRIGGER withdrawal_is_recorded AFTER UPDATE ON retention.hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.released_at IS NOT NULL AND NEW.released_at IS NULL) EXECUTE FUNCTION audit.require_event('hold.release-withdrawn');
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER release_is_recorded;
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER release_is_approved;
ALTER TABLE retention.hold ENABLE ALWAYS TRIGGER withdrawal_is_recorded;
