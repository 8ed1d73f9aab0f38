-- When a backup was last copied to the off-site target, and found there as it is here. Takes a short lock on backup.run; the previous version goes on
-- beside it. The way down is ALTER TABLE backup.run DROP COLUMN copied_at.
ALTER TABLE backup.run ADD COLUMN copied_at timestamptz;
