-- Golden questions of a collection, and what came of asking them: how well passages are found and cited, over time. Takes no lock on anything
-- that existed before. The way down is DROP TABLE.
CREATE TABLE rag.golden_question (
  id uuid PRIMARY KEY,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  question bytea NOT NULL,
  -- Words that a passage which answers it holds; null where documents say it, or nothing answers it.
  quote bytea,
  -- Documents that answer it. No reference: a document may go, and then the question shows that it is missing.
  documents uuid[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX golden_question_of_collection ON rag.golden_question (collection_id, id);

CREATE TABLE rag.evaluation (
  id uuid PRIMARY KEY,
  collection_id uuid NOT NULL REFERENCES rag.collection ON DELETE CASCADE,
  questions integer NOT NULL CHECK (questions > 0),
  -- Shares from 0 to 1; null where no question asks for it.
  recall real CHECK (recall BETWEEN 0 AND 1),
  mrr real CHECK (mrr BETWEEN 0 AND 1),
  citation_precision real CHECK (citation_precision BETWEEN 0 AND 1),
  refusal_rate real CHECK (refusal_rate BETWEEN 0 AND 1),
  wrong_refusal_rate real CHECK (wrong_refusal_rate BETWEEN 0 AND 1),
  -- Question by question.
  detail bytea NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL
);
CREATE INDEX evaluation_of_collection ON rag.evaluation (collection_id, id DESC);

GRANT SELECT, INSERT, DELETE ON rag.golden_question, rag.evaluation TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (question, quote) ON rag.golden_question TO chatman_runtime;
GRANT UPDATE (detail) ON rag.evaluation TO chatman_runtime;
