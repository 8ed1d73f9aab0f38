-- Step-up, and what takes two people. Adding the column to sessions takes a short exclusive lock and rewrites nothing.
-- The way down is DROP TABLE auth.approval and DROP COLUMN: open requests are asked for again.

ALTER TABLE auth.session ADD COLUMN stepped_up_at timestamptz;
GRANT UPDATE (stepped_up_at) ON auth.session TO chatman_runtime;

CREATE TABLE auth.approval (
  id uuid PRIMARY KEY,
  action text NOT NULL,
  -- Sealed under the key of whoever asked: the exact parameters, and why.
  parameters bytea NOT NULL,
  reason bytea NOT NULL,
  -- Of action and parameters: what runs is what was shown.
  parameters_hash bytea NOT NULL CHECK (octet_length(parameters_hash) = 32),
  requested_by uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  beneficiary uuid,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'approved', 'denied', 'withdrawn', 'single-operator')),
  decided_by uuid,
  decided_at timestamptz,
  -- Sealed under the same key.
  decision_reason bytea,
  CONSTRAINT approval_by_somebody_else CHECK (state NOT IN ('approved', 'denied') OR (decided_by <> requested_by AND decided_by IS DISTINCT FROM beneficiary)),
  CONSTRAINT approval_decided CHECK ((state = 'pending') = (decided_at IS NULL))
);
CREATE INDEX approval_pending ON auth.approval (expires_at) WHERE state = 'pending';

GRANT SELECT, INSERT, DELETE ON auth.approval TO chatman_runtime;
GRANT UPDATE (state, decided_by, decided_at, decision_reason) ON auth.approval TO chatman_runtime;
