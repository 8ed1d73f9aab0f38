-- What people are told about changes of how they sign in, and the browsers that an account was used from, so that a new one is noticed.
-- Takes no lock on anything that existed before. The way down is DROP TABLE: every browser counts as new once.

CREATE TABLE auth.notice (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  -- Sealed under the person's key: what happened, and to which device, token or passkey.
  content bytea NOT NULL,
  created_at timestamptz NOT NULL,
  read_at timestamptz
);
CREATE INDEX notice_of_user ON auth.notice (user_id, id);
CREATE INDEX notice_age ON auth.notice (created_at);

GRANT SELECT, INSERT, DELETE ON auth.notice TO chatman_runtime;
GRANT UPDATE (read_at) ON auth.notice TO chatman_runtime;

CREATE TABLE auth.known_device (
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  -- SHA-256 of the browser's cookie, which has 256 bits of its own.
  device_hash bytea NOT NULL CHECK (octet_length(device_hash) = 32),
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, device_hash)
);
CREATE INDEX known_device_age ON auth.known_device (last_seen_at);

GRANT SELECT, INSERT, DELETE ON auth.known_device TO chatman_runtime;
GRANT UPDATE (last_seen_at) ON auth.known_device TO chatman_runtime;
