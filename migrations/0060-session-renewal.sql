-- A step-up gives a session a new secret id, and the old one ends with that. Takes no lock that anybody waits for.
-- The way down is REVOKE UPDATE (sid) ON auth.session FROM chatman_runtime.

GRANT UPDATE (sid) ON auth.session TO chatman_runtime;
