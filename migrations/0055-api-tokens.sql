-- API tokens: a person's own permissions, or fewer, for a program. Only the hash of a token is kept; it has 256 bits of its own.
-- Takes no lock on anything that existed before. The way down is DROP TABLE.

CREATE TABLE auth.api_token (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  -- Sealed under the owner's key.
  name bytea NOT NULL,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at <= created_at + interval '90 days'),
  last_used_at timestamptz
);
CREATE INDEX api_token_of_user ON auth.api_token (user_id);

GRANT SELECT, INSERT, DELETE ON auth.api_token TO chatman_runtime;
GRANT UPDATE (last_used_at) ON auth.api_token TO chatman_runtime;
