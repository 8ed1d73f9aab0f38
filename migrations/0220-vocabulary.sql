-- Words of documents, by which misspelt words of questions are corrected. Takes no lock on anything that existed before.
-- Documents from before have none until a new version of them is read. Way down: drop the table.
CREATE TABLE rag.vocabulary (
  version_id uuid PRIMARY KEY REFERENCES rag.version ON DELETE CASCADE,
  words bytea NOT NULL
);
ALTER TABLE rag.vocabulary ALTER COLUMN words SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, DELETE ON rag.vocabulary TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (words) ON rag.vocabulary TO chatman_runtime;
