-- What the dashboards draw, so that they need no other monitoring system: numbers by minute, later by hour. Labels come from closed lists, so the
-- size is bounded whatever the number of people. Locks nothing: the table is new. The way down is DROP TABLE.
CREATE TABLE monitoring.sample (
  metric text NOT NULL CHECK (metric ~ '^[a-z0-9_]{1,60}$'),
  -- `name=value`, or empty.
  label text NOT NULL CHECK (octet_length(label) <= 80),
  -- Seconds that one row is about.
  step integer NOT NULL CHECK (step IN (60, 3600)),
  at timestamptz NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (metric, label, step, at)
);
CREATE INDEX sample_age ON monitoring.sample (step, at);

GRANT SELECT, INSERT, UPDATE, DELETE ON monitoring.sample TO chatman_runtime;
