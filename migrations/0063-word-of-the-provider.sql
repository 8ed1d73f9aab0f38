-- Where a step-up takes all factors, the word of the provider is kept with the session until the second factor comes.
-- Takes a short exclusive lock and rewrites nothing. The way down is DROP COLUMN.

ALTER TABLE auth.session ADD COLUMN vouched_at timestamptz;
GRANT UPDATE (vouched_at) ON auth.session TO chatman_runtime;
