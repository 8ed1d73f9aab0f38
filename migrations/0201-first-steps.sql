-- What administrators have said of the first steps of an installation. Takes no lock on anything that existed before. The way down is
-- DROP TABLE: what was confirmed is asked again.

CREATE TABLE auth.first_step_note (
  user_id uuid NOT NULL REFERENCES auth.user ON DELETE CASCADE,
  note text NOT NULL CHECK (note IN ('master-password-saved', 'backup-elsewhere', 'dismissed')),
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, note)
);

GRANT SELECT, INSERT, DELETE ON auth.first_step_note TO chatman_runtime;
GRANT UPDATE (noted_at) ON auth.first_step_note TO chatman_runtime;
