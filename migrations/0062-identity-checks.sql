-- How whoever asks to remove a lost factor made sure of the person; sealed under the same key as the reason.
-- Takes a short exclusive lock and rewrites nothing. The way down is DROP COLUMN.

ALTER TABLE auth.approval ADD COLUMN identity_check bytea;
