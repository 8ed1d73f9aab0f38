-- The index of the knowledge base: immutable segments of sealed postings (docs/decisions/0006-sealed-posting-segments.md).
-- Takes no lock on anything that existed before. Way down: drop the three tables; the index can be built again from the chunks.
CREATE TABLE rag.segment (
  id uuid PRIMARY KEY,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  -- building: a merge is writing it; nobody searches it.
  state text NOT NULL CHECK (state IN ('building', 'ready')),
  -- It has 2^bits buckets, those without postings left out.
  bits smallint NOT NULL CHECK (bits BETWEEN 0 AND 16),
  chunks integer NOT NULL CHECK (chunks > 0),
  languages text[] NOT NULL,
  -- Number of terms in each chunk.
  lengths bytea NOT NULL,
  -- Counts removals of its documents, so that what is known about a segment is known to be current.
  removals integer NOT NULL DEFAULT 0,
  -- When the first of its documents was removed: from then on it holds postings that must go.
  removed_since timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX segment_of_collection ON rag.segment (collection_id);

-- Which documents a segment holds, in the order of its chunk numbers. A document that goes takes its row along, and with it is unseen.
CREATE TABLE rag.segment_document (
  segment_id uuid NOT NULL REFERENCES rag.segment ON DELETE CASCADE,
  first_chunk integer NOT NULL CHECK (first_chunk >= 0),
  chunks integer NOT NULL CHECK (chunks > 0),
  document_id uuid NOT NULL REFERENCES rag.document ON DELETE CASCADE,
  PRIMARY KEY (segment_id, first_chunk),
  -- A document is found once.
  CONSTRAINT segment_document_once UNIQUE (document_id)
);

CREATE TABLE rag.posting (
  id uuid PRIMARY KEY,
  segment_id uuid NOT NULL REFERENCES rag.segment ON DELETE CASCADE,
  bucket integer NOT NULL CHECK (bucket >= 0),
  data bytea NOT NULL,
  CONSTRAINT posting_place UNIQUE (segment_id, bucket)
);
ALTER TABLE rag.posting ALTER COLUMN data SET STORAGE EXTERNAL;

-- Whoever removes a document, by whatever path: its segment counts it, and a segment without documents goes at once with its postings.
-- The update comes first: it makes two removals of the last two documents wait for each other.
CREATE FUNCTION rag.note_removals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE rag.segment SET removals = removals + 1, removed_since = coalesce(removed_since, now())
   WHERE id IN (SELECT segment_id FROM removed);
  DELETE FROM rag.segment s
   WHERE id IN (SELECT segment_id FROM removed) AND NOT EXISTS (SELECT FROM rag.segment_document d WHERE d.segment_id = s.id);
  RETURN NULL;
END $$;

CREATE TRIGGER note_removals AFTER DELETE ON rag.segment_document
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION rag.note_removals();

GRANT SELECT, INSERT, DELETE ON rag.segment, rag.segment_document, rag.posting TO chatman_runtime;
-- FOR UPDATE asks for it too. Lengths and data: sealed again when the key is rotated.
GRANT UPDATE (state, removals, removed_since, lengths) ON rag.segment TO chatman_runtime;
GRANT UPDATE (data) ON rag.posting TO chatman_runtime;
