-- What names look like, as keyed hashes: a name that could be taken for another one is refused. Accounts from before get theirs at the next
-- start; two of them that look alike already stay as they are, the later one without. Rewrites no row; the index is built over few rows.
-- The way down is ALTER TABLE auth.user DROP COLUMN username_likeness, DROP COLUMN display_name_likeness.

ALTER TABLE auth.user
  ADD COLUMN username_likeness bytea CHECK (octet_length(username_likeness) = 32),
  ADD COLUMN display_name_likeness bytea CHECK (octet_length(display_name_likeness) = 32),
  ADD CONSTRAINT user_username_alike UNIQUE (username_likeness);

CREATE INDEX user_display_name_alike ON auth.user (display_name_likeness);

GRANT UPDATE (username_likeness, display_name_likeness) ON auth.user TO chatman_runtime;
