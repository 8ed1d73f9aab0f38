-- Embedding models of servers make vectors of other lengths than the 384 numbers of the included one.
ALTER TABLE rag.vector_block ADD COLUMN dimensions integer NOT NULL DEFAULT 384 CHECK (dimensions BETWEEN 1 AND 16384);
ALTER TABLE rag.vector_block ALTER COLUMN dimensions DROP DEFAULT;
