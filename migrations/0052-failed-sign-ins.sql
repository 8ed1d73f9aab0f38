-- When signing in failed lately, by account and by address, so that the limit holds across instances. Keys are keyed hashes: neither
-- names nor addresses can be read from them. Takes no lock on anything that existed before. The way down is DROP TABLE.

CREATE TABLE auth.failed_sign_in (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  -- The newest failures, oldest first, never more than the limit.
  failed_at timestamptz[] NOT NULL,
  last_failed_at timestamptz NOT NULL
);
CREATE INDEX failed_sign_in_age ON auth.failed_sign_in (last_failed_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.failed_sign_in TO chatman_runtime;
