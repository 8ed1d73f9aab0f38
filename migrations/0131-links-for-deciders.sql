-- A link for a new password makes whoever opens it that person. For somebody who decides, a second person agrees first; then whoever asked
-- may make one link. Takes no lock on anything that existed before. The way down is DROP TABLE: what was agreed to is asked for again.

CREATE TABLE auth.reset_permit (
  user_id uuid PRIMARY KEY REFERENCES auth.user ON DELETE CASCADE,
  given_to uuid NOT NULL,
  approval_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.reset_permit TO chatman_runtime;
