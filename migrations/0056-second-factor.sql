-- The second factor: time-based codes (RFC 6238), and recovery codes for the day when the device is lost.
-- Takes no lock on anything that existed before. The way down is DROP TABLE: people sign in by password alone again.

CREATE TABLE auth.totp (
  user_id uuid PRIMARY KEY REFERENCES auth.user ON DELETE CASCADE,
  -- Sealed under the person's key.
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- Null until a first code has proved that the device holds the secret.
  confirmed_at timestamptz,
  -- The newest time step whose code was used: each code works once.
  last_step bigint
);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.totp TO chatman_runtime;

CREATE TABLE auth.recovery_code (
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  -- Keyed hash: whoever copies the table cannot try codes against it. A used code is gone.
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  PRIMARY KEY (user_id, code_hash)
);

GRANT SELECT, INSERT, DELETE ON auth.recovery_code TO chatman_runtime;
