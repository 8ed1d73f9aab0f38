-- Erasures of people of whom a legal hold keeps conversations: what stayed, and when that went too. Adding the columns takes a short exclusive
-- lock and rewrites nothing. The way down is DROP COLUMN, while no erasure is in part; after that, what is left would never be erased.
ALTER TABLE dsr.erasure
  -- Ids of the conversations that a hold keeps, and rows by table as they stayed. Null: nothing stayed.
  ADD COLUMN kept jsonb,
  -- When the rest was erased, after the hold had ended.
  ADD COLUMN rest_erased_at timestamptz(3),
  -- The certificate of the part, once another one says that nothing is left.
  ADD COLUMN part_certificate text,
  ADD CONSTRAINT erasure_rest CHECK (rest_erased_at IS NULL OR kept IS NOT NULL);
CREATE INDEX erasure_in_part ON dsr.erasure (request_id) WHERE kept IS NOT NULL AND rest_erased_at IS NULL;
GRANT UPDATE (rows, keys, rest_erased_at, part_certificate) ON dsr.erasure TO chatman_runtime;
