-- People rename their passkeys. Takes no lock that anybody waits for.
-- The way down is REVOKE UPDATE (name) ON auth.passkey FROM chatman_runtime.

GRANT UPDATE (name) ON auth.passkey TO chatman_runtime;
