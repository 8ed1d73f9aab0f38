-- Collected data of a person, sealed under a key of its own that is destroyed with it, and how far each erasure is. Takes no lock on
-- anything that existed before. The way down is DROP TABLE of the first two; the third is the proof of erasures and stays.
CREATE TABLE dsr.package (
  request_id uuid PRIMARY KEY REFERENCES dsr.request,
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE TABLE dsr.package_part (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dsr.request,
  position integer NOT NULL CHECK (position >= 0),
  content bytea NOT NULL,
  UNIQUE (request_id, position)
);

CREATE TABLE dsr.erasure (
  request_id uuid PRIMARY KEY REFERENCES dsr.request,
  subject_id uuid NOT NULL,
  -- Rows and keys are gone.
  erased_at timestamptz(3) NOT NULL,
  -- Rows by table, as they were deleted.
  rows jsonb NOT NULL,
  keys integer NOT NULL CHECK (keys >= 0),
  -- Copies outside the database are in line too.
  copies_at timestamptz(3),
  certificate text
);

GRANT SELECT, INSERT, DELETE ON dsr.package, dsr.package_part TO chatman_runtime;
GRANT SELECT, INSERT ON dsr.erasure TO chatman_runtime;
GRANT UPDATE (copies_at, certificate) ON dsr.erasure TO chatman_runtime;
