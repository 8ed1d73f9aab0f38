-- Vectors of passages, for search by meaning (docs/decisions/0018-vectors-in-sealed-blocks.md). Takes no lock on anything that existed before.
-- Way down: drop the table; vectors are made again from the passages.
CREATE TABLE rag.vector_block (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES rag.version ON DELETE CASCADE,
  first_ordinal integer NOT NULL CHECK (first_ordinal >= 0),
  passages integer NOT NULL CHECK (passages > 0),
  -- Which model made them: vectors of different models are never compared.
  model text NOT NULL,
  data bytea NOT NULL,
  CONSTRAINT vector_block_place UNIQUE (version_id, model, first_ordinal)
);
ALTER TABLE rag.vector_block ALTER COLUMN data SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, DELETE ON rag.vector_block TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (data) ON rag.vector_block TO chatman_runtime;
