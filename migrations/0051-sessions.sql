-- Signed-in browsers, in the three columns that connect-pg-simple writes. What lists and ends sessions is generated from its JSON, so
-- that the two can never disagree. `sid` is the SHA-256 of the session id: who reads this table holds no key to any session.
-- Takes no lock on anything that existed before. The way down is DROP TABLE: everybody signs in again.

CREATE TABLE auth.session (
  sid text PRIMARY KEY,
  sess json NOT NULL,
  expire timestamptz(3) NOT NULL,
  id uuid NOT NULL GENERATED ALWAYS AS ((sess #>> '{passport,user,sessionId}')::uuid) STORED,
  user_id uuid NOT NULL GENERATED ALWAYS AS ((sess #>> '{passport,user,userId}')::uuid) STORED
    REFERENCES auth.user ON DELETE CASCADE,
  device text NOT NULL GENERATED ALWAYS AS (sess #>> '{passport,user,device}') STORED,
  started_at timestamptz NOT NULL
    GENERATED ALWAYS AS (to_timestamp((sess #>> '{passport,user,startedAt}')::double precision / 1000)) STORED,
  -- Null until the first action after sign-in has been written behind.
  last_action_at timestamptz,
  CONSTRAINT session_public_id UNIQUE (id)
);
CREATE INDEX session_of_user ON auth.session (user_id);
CREATE INDEX session_expiry ON auth.session (expire);

GRANT SELECT, DELETE ON auth.session TO chatman_runtime;
GRANT INSERT (sid, sess, expire), UPDATE (sess, expire, last_action_at) ON auth.session TO chatman_runtime;
