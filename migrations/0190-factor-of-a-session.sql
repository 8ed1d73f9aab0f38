-- When a session last gave the second factor, so that one from before there was a factor cannot do without it. The new column takes a short
-- exclusive lock on auth.session and rewrites nothing. The way down is ALTER TABLE auth.session DROP COLUMN factor_at.
ALTER TABLE auth.session ADD COLUMN factor_at timestamptz;
GRANT UPDATE (factor_at) ON auth.session TO chatman_runtime;
