-- Documents with versions: what people upload, or lay into the inbox, is kept as it was (sealed, in parts), read by a job, and replaced
-- without the old version being lost to those who cite it. Until now the only document was what config/knowledge.md says, which is taken in
-- again at the next start; so its tables are made anew instead of being copied, which SQL could not do: sealed values belong to their table
-- and row. Locks the tables of the knowledge base for a moment. There is no way down: dropping the new tables would lose documents.
DROP TABLE rag.segment_document, rag.chunk, rag.document;
DELETE FROM rag.segment;

ALTER TABLE rag.collection ADD COLUMN created_by uuid;

CREATE TABLE rag.document (
  id uuid PRIMARY KEY,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  -- config/knowledge.md, a person's upload, or a file in the inbox.
  source text NOT NULL CHECK (source IN ('file', 'upload', 'inbox')),
  -- Blinded name in the inbox, by which a file that changes is known again.
  source_key bytea,
  title bytea NOT NULL,
  -- receiving: bytes are coming in; nobody sees it yet.
  state text NOT NULL CHECK (state IN ('receiving', 'processing', 'ready', 'failed')),
  -- Code of the problem of the newest version, where that could not be taken in.
  problem text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT document_source UNIQUE (collection_id, source_key)
);
CREATE INDEX document_of_collection ON rag.document (collection_id, id);

CREATE TABLE rag.version (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES rag.document ON DELETE CASCADE,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('receiving', 'processing', 'ready', 'superseded', 'failed')),
  file_name bytea NOT NULL,
  media_type text NOT NULL,
  -- How its words became terms; passages are read back the same way.
  language text CHECK (language IN ('english', 'other')),
  -- Bytes of the file.
  size integer NOT NULL CHECK (size >= 0),
  pages integer CHECK (pages > 0),
  chunks integer NOT NULL CHECK (chunks >= 0),
  content bytea,
  -- Where pages and headings are in the content.
  outline bytea,
  content_hash bytea,
  -- Keyed hash of the file, by which the same file is recognised within its collection and nowhere else.
  fingerprint bytea,
  -- Which job takes it in; null where none does.
  job_id uuid,
  created_by uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT version_number UNIQUE (document_id, number)
);
CREATE INDEX version_of_job ON rag.version (job_id);
CREATE INDEX version_of_collection ON rag.version (collection_id);
-- What is found is one version of a document.
CREATE UNIQUE INDEX version_in_force ON rag.version (document_id) WHERE state = 'ready';
CREATE UNIQUE INDEX version_once ON rag.version (collection_id, fingerprint) WHERE state IN ('processing', 'ready');
ALTER TABLE rag.version ALTER COLUMN content SET STORAGE EXTERNAL;

-- The file as it was sent.
CREATE TABLE rag.file_part (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES rag.version ON DELETE CASCADE,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  data bytea NOT NULL,
  CONSTRAINT file_part_place UNIQUE (version_id, ordinal)
);
ALTER TABLE rag.file_part ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE rag.chunk (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES rag.version ON DELETE CASCADE,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  -- Place in the version's text, in UTF-16 code units.
  start_at integer NOT NULL CHECK (start_at >= 0),
  end_at integer NOT NULL CHECK (end_at > start_at),
  page integer CHECK (page > 0),
  -- Text and headings.
  content bytea NOT NULL,
  CONSTRAINT chunk_place UNIQUE (version_id, ordinal)
);
ALTER TABLE rag.chunk ALTER COLUMN content SET STORAGE EXTERNAL;

-- Which versions a segment holds, in the order of its chunk numbers. A version that is removed or replaced takes its row along.
CREATE TABLE rag.segment_document (
  segment_id uuid NOT NULL REFERENCES rag.segment ON DELETE CASCADE,
  first_chunk integer NOT NULL CHECK (first_chunk >= 0),
  chunks integer NOT NULL CHECK (chunks > 0),
  version_id uuid NOT NULL REFERENCES rag.version ON DELETE CASCADE,
  PRIMARY KEY (segment_id, first_chunk),
  -- A version is found once.
  CONSTRAINT segment_document_once UNIQUE (version_id)
);
CREATE TRIGGER note_removals AFTER DELETE ON rag.segment_document
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION rag.note_removals();

GRANT SELECT, INSERT, DELETE ON rag.document, rag.version, rag.file_part, rag.chunk, rag.segment_document TO chatman_runtime;
GRANT UPDATE (title, state, problem, changed_at) ON rag.document TO chatman_runtime;
GRANT UPDATE (state, file_name, media_type, language, size, pages, chunks, content, outline, content_hash, fingerprint, job_id)
  ON rag.version TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (data) ON rag.file_part TO chatman_runtime;
GRANT UPDATE (content) ON rag.chunk TO chatman_runtime;

-- Live event `collection`, by its id: who made it, or the nil UUID where nobody did.
CREATE FUNCTION rag.tell_collection() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed rag.collection := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM pg_notify('live', format('%s collection %s %s',
    gen_random_uuid(), coalesce(changed.created_by, '00000000-0000-0000-0000-000000000000'), changed.id));
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE OR DELETE ON rag.collection
  FOR EACH ROW EXECUTE FUNCTION rag.tell_collection();

CREATE FUNCTION rag.tell_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed rag.document := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM pg_notify('live', format('%s collection %s %s',
    gen_random_uuid(), coalesce(changed.created_by, '00000000-0000-0000-0000-000000000000'), changed.collection_id));
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE OR DELETE ON rag.document
  FOR EACH ROW EXECUTE FUNCTION rag.tell_document();
