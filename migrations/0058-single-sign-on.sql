-- Single sign-on by OpenID Connect: which identity of the provider is whose, and sign-ins that are under way.
-- Takes no lock on anything that existed before. The way down is DROP TABLE: people sign in by password again.

CREATE TABLE auth.sso_identity (
  user_id uuid PRIMARY KEY REFERENCES auth.user ON DELETE CASCADE,
  -- Keyed hash of issuer and subject, to the letter: subjects may differ in case alone.
  identity_hash bytea NOT NULL CHECK (octet_length(identity_hash) = 32),
  linked_at timestamptz NOT NULL,
  CONSTRAINT sso_identity_linked_once UNIQUE (identity_hash)
);

GRANT SELECT, INSERT, DELETE ON auth.sso_identity TO chatman_runtime;

CREATE TABLE auth.sso_attempt (
  id uuid PRIMARY KEY,
  -- SHA-256 of the browser's cookie, which has 256 bits of its own. Each step gives the browser another one and removes this row.
  key_hash bytea NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
  -- Sealed under the purpose `sso`: what the provider has to answer, then what it did answer.
  content bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sso_attempt_expiry ON auth.sso_attempt (expires_at);

GRANT SELECT, INSERT, DELETE ON auth.sso_attempt TO chatman_runtime;
