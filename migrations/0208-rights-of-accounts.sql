-- Objection (GDPR Art. 21) as a state of an account, beside restriction (Art. 18), and names that can be corrected (Art. 16). Adding the
-- column takes a short exclusive lock on accounts and rewrites nothing. The way down is DROP COLUMN: objections are then unknown.
ALTER TABLE auth.user ADD COLUMN objected boolean NOT NULL DEFAULT false;
GRANT UPDATE (objected, username_index) ON auth.user TO chatman_runtime;
