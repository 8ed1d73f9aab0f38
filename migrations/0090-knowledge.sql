-- The knowledge base: collections, who may read them, documents and their passages. Whatever people wrote is sealed under the collection's
-- key. Takes no lock on anything that existed before. There is no way down: dropping it would lose documents.
CREATE SCHEMA rag;
GRANT USAGE ON SCHEMA rag TO chatman_runtime;

CREATE TABLE rag.collection (
  id uuid PRIMARY KEY,
  name bytea NOT NULL,
  description bytea NOT NULL,
  -- Blinds the terms of this collection's index.
  index_key bytea NOT NULL,
  built_in boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
-- Kept by Chat Man itself from config/knowledge.md; instances that start together make it once.
CREATE UNIQUE INDEX collection_only_built_in ON rag.collection (built_in) WHERE built_in;

-- A role, or a user by id. No row, no reader.
CREATE TABLE rag.reader (
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  reader text NOT NULL CHECK (
    reader IN ('external_client', 'operations_team', 'compliance_officer', 'admin')
    OR reader ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  ),
  PRIMARY KEY (reader, collection_id)
);
CREATE INDEX reader_of_collection ON rag.reader (collection_id);

CREATE TABLE rag.document (
  id uuid PRIMARY KEY,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  title bytea NOT NULL,
  media_type text NOT NULL,
  -- How its words became terms; passages are read back the same way.
  language text NOT NULL CHECK (language IN ('english', 'other')),
  -- Bytes of the source.
  size integer NOT NULL CHECK (size >= 0),
  chunks integer NOT NULL CHECK (chunks >= 0),
  content bytea NOT NULL,
  content_hash bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX document_of_collection ON rag.document (collection_id, id);

CREATE TABLE rag.chunk (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES rag.document ON DELETE CASCADE,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  -- Place in the document's text, in UTF-16 code units.
  start_at integer NOT NULL CHECK (start_at >= 0),
  end_at integer NOT NULL CHECK (end_at > start_at),
  page integer CHECK (page > 0),
  -- Text and headings.
  content bytea NOT NULL,
  CONSTRAINT chunk_place UNIQUE (document_id, ordinal)
);
-- Ciphertext does not compress: trying costs time at each write.
ALTER TABLE rag.document ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE rag.chunk ALTER COLUMN content SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, DELETE ON rag.collection, rag.reader, rag.document, rag.chunk TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (name, description, index_key) ON rag.collection TO chatman_runtime;
GRANT UPDATE (title, content, content_hash) ON rag.document TO chatman_runtime;
GRANT UPDATE (content) ON rag.chunk TO chatman_runtime;
