-- Passkeys (WebAuthn): public keys that sign a challenge of ours, and the challenges that wait for their answer.
-- Takes no lock on anything that existed before. The way down is DROP TABLE: people sign in by password again.

CREATE TABLE auth.passkey (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  -- What the authenticator calls it, and its public key (COSE).
  credential_id bytea NOT NULL CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  public_key bytea NOT NULL,
  -- Grows with each use where the authenticator counts; stays 0 where it does not.
  counter bigint NOT NULL CHECK (counter >= 0),
  -- Sealed under the owner's key.
  name bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  CONSTRAINT passkey_credential UNIQUE (credential_id)
);
CREATE INDEX passkey_of_user ON auth.passkey (user_id);

GRANT SELECT, INSERT, DELETE ON auth.passkey TO chatman_runtime;
GRANT UPDATE (counter, last_used_at) ON auth.passkey TO chatman_runtime;

CREATE TABLE auth.passkey_challenge (
  -- SHA-256 of the challenge. Whoever answers it removes it.
  challenge_hash bytea PRIMARY KEY CHECK (octet_length(challenge_hash) = 32),
  -- Who is to add a passkey; null for signing in, where nobody is known yet.
  user_id uuid REFERENCES auth.user ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenge_expiry ON auth.passkey_challenge (expires_at);

GRANT SELECT, INSERT, DELETE ON auth.passkey_challenge TO chatman_runtime;
