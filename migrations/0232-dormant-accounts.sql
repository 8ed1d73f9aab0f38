-- Accounts that nobody has used for long, between the notice that they will be disabled and their next use. Takes no lock on anything that
-- existed before. The way down is DROP TABLE: they are announced again.
CREATE TABLE auth.dormancy (
  user_id uuid PRIMARY KEY REFERENCES auth.user ON DELETE CASCADE,
  announced_at timestamptz NOT NULL,
  disable_at timestamptz NOT NULL,
  CONSTRAINT dormancy_notice CHECK (disable_at > announced_at)
);
GRANT SELECT, INSERT, DELETE ON auth.dormancy TO chatman_runtime;
