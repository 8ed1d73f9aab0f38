-- Who changed which setting in the admin panel, when and why. Changes made before are in the audit log alone. Takes no lock on anything that
-- existed before. The way down is DROP TABLE.
CREATE TABLE platform.setting_change (
  id uuid PRIMARY KEY,
  key text NOT NULL,
  -- The values in force before and after, whatever they came from.
  value_before jsonb NOT NULL,
  value_after jsonb NOT NULL,
  -- Whether the override was taken back, instead of a value set.
  is_reset boolean NOT NULL,
  requested_by uuid NOT NULL,
  -- The second person, where it took one.
  approved_by uuid,
  reason bytea,
  changed_at timestamptz NOT NULL
);
CREATE INDEX setting_change_of_key ON platform.setting_change (key, id DESC);

GRANT SELECT, INSERT ON platform.setting_change TO chatman_runtime;
-- Sealed again when the key is rotated.
GRANT UPDATE (reason) ON platform.setting_change TO chatman_runtime;
