-- Roles that people ask for, and one-time links by which a person chooses a password. Takes no lock on what existed before but a
-- short one to add a column to accounts. The way down is DROP TABLE and DROP COLUMN.

ALTER TABLE auth.user ADD COLUMN last_signed_in_at timestamptz;
GRANT UPDATE (last_signed_in_at) ON auth.user TO chatman_runtime;

CREATE TABLE auth.role_request (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('operations_team', 'compliance_officer', 'admin')),
  -- Both reasons are sealed under the key of the person who asks.
  reason bytea NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'withdrawn')),
  created_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason bytea,
  CONSTRAINT role_request_by_somebody_else CHECK (state NOT IN ('approved', 'denied') OR decided_by <> user_id),
  CONSTRAINT role_request_decided CHECK ((state = 'pending') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX role_request_one_open ON auth.role_request (user_id) WHERE state = 'pending';

GRANT SELECT, INSERT, DELETE ON auth.role_request TO chatman_runtime;
GRANT UPDATE (state, decided_by, decided_at, decision_reason) ON auth.role_request TO chatman_runtime;

-- One link a person: a new one makes the old one worthless.
CREATE TABLE auth.reset_link (
  user_id uuid PRIMARY KEY REFERENCES auth.user ON DELETE CASCADE,
  -- SHA-256 of the link's secret, which has 256 bits of its own.
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  made_by uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.reset_link TO chatman_runtime;
