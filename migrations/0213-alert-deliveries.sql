-- Messages about alerts to receivers outside: which alert, through which channel, how the receiver answered. No content and no address.
-- Locks nothing that is in use: the table is new. The way down is DROP TABLE.
CREATE TABLE monitoring.delivery (
  id uuid PRIMARY KEY,
  alert_id uuid NOT NULL REFERENCES monitoring.alert ON DELETE CASCADE,
  channel text NOT NULL CHECK (channel IN ('webhook', 'email')),
  -- The state of the alert that the message reports.
  reports text NOT NULL CHECK (reports IN ('open', 'acknowledged', 'resolved')),
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- A status, or a code of our own such as "timed out".
  answer text CHECK (octet_length(answer) <= 100),
  at timestamptz NOT NULL
);
CREATE INDEX delivery_of_alert ON monitoring.delivery (alert_id, id);

GRANT SELECT, INSERT, DELETE ON monitoring.delivery TO chatman_runtime;
GRANT UPDATE (state, attempts, answer, at) ON monitoring.delivery TO chatman_runtime;
