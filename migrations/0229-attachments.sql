-- Files that people attach to a question. They are documents like those of the knowledge base, in a collection that belongs to their
-- conversation and that nobody else can find or list; it has a data key of its own, which goes with it. Locks rag.collection, chat.conversation
-- and chat.message for a moment. There is no way down: dropping the columns would lose which files belong to which question.
ALTER TABLE rag.collection ADD COLUMN conversation_id uuid REFERENCES chat.conversation ON DELETE CASCADE;
ALTER TABLE rag.collection ADD CONSTRAINT collection_of_conversation CHECK (conversation_id IS NULL OR (created_by IS NOT NULL AND NOT built_in));
CREATE UNIQUE INDEX collection_of_one_conversation ON rag.collection (conversation_id) WHERE conversation_id IS NOT NULL;
-- What somebody may read is found by name, however many collections there are.
CREATE INDEX collection_by_maker ON rag.collection (('maker:' || created_by::text)) WHERE conversation_id IS NULL;
CREATE INDEX collection_by_conversation ON rag.collection (('attached:' || conversation_id::text || ':' || created_by::text))
 WHERE conversation_id IS NOT NULL;

-- However a conversation goes (by its owner, retention or an erasure), its files become unreadable in every backup too.
CREATE FUNCTION rag.forget_attachments() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Documents before segments, in the order in which a merge of the index locks them.
  DELETE FROM rag.document WHERE collection_id = OLD.id;
  DELETE FROM keyring.data_key WHERE owner_kind = 'collection' AND owner_name = OLD.id::text;
  INSERT INTO keyring.destroyed_owner (owner_kind, owner_name) VALUES ('collection', OLD.id::text) ON CONFLICT DO NOTHING;
  RETURN OLD;
END $$;
CREATE TRIGGER forget_attachments BEFORE DELETE ON rag.collection
  FOR EACH ROW WHEN (OLD.conversation_id IS NOT NULL) EXECUTE FUNCTION rag.forget_attachments();

CREATE TABLE chat.attachment (
  -- The document that it is in the knowledge base.
  id uuid PRIMARY KEY REFERENCES rag.document ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES chat.conversation ON DELETE CASCADE,
  owner_id uuid NOT NULL,
  name bytea NOT NULL,
  -- Bytes of the file.
  size integer NOT NULL CHECK (size > 0),
  created_at timestamptz(3) NOT NULL,
  -- When a question was asked with it; null while it waits in the composer.
  sent_at timestamptz(3)
);
CREATE INDEX attachment_of_conversation ON chat.attachment (conversation_id);
CREATE INDEX attachment_of_owner ON chat.attachment (owner_id);
GRANT SELECT, INSERT, DELETE ON chat.attachment TO chatman_runtime;
GRANT UPDATE (name, sent_at) ON chat.attachment TO chatman_runtime;
CREATE TRIGGER refuse_held AFTER DELETE ON chat.attachment REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION retention.refuse_held($$SELECT 'conversation', conversation_id::text FROM gone WHERE sent_at IS NOT NULL
    UNION ALL SELECT 'subject', owner_id::text FROM gone WHERE sent_at IS NOT NULL$$);
ALTER TABLE chat.attachment ENABLE ALWAYS TRIGGER refuse_held;

-- Which files a question was asked with.
ALTER TABLE chat.message ADD COLUMN attachments uuid[] NOT NULL DEFAULT '{}';

-- Live events: what changes in a conversation's files is news of the conversation, for its owner alone.
CREATE OR REPLACE FUNCTION rag.tell_collection() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed rag.collection := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF changed.conversation_id IS NULL THEN
    PERFORM pg_notify('live', format('%s collection %s %s',
      gen_random_uuid(), coalesce(changed.created_by, '00000000-0000-0000-0000-000000000000'), changed.id));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION rag.tell_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed rag.document := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  place rag.collection;
BEGIN
  SELECT * INTO place FROM rag.collection WHERE id = changed.collection_id;
  IF NOT FOUND THEN RETURN NULL; END IF; -- it goes with its collection, which says so itself
  IF place.conversation_id IS NOT NULL THEN
    PERFORM pg_notify('live', format('%s conversation %s %s', gen_random_uuid(), place.created_by, place.conversation_id));
  ELSE
    PERFORM pg_notify('live', format('%s collection %s %s',
      gen_random_uuid(), coalesce(changed.created_by, '00000000-0000-0000-0000-000000000000'), changed.collection_id));
  END IF;
  RETURN NULL;
END $$;
