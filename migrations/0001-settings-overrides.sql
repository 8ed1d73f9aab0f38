-- Values that an administrator set in the admin panel; they win over file and environment. Locks nothing: the table is new.
CREATE TABLE platform.setting_override (
  key text PRIMARY KEY CHECK (length(key) BETWEEN 3 AND 200),
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by uuid
);

GRANT USAGE ON SCHEMA platform TO chatman_runtime;
GRANT SELECT ON platform.migration TO chatman_runtime;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.setting_override TO chatman_runtime;
