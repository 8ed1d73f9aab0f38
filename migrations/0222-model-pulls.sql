-- Which model a job downloads: a job itself keeps ids alone. Takes no lock on anything that existed before. The way down is DROP TABLE.
CREATE TABLE chat.model_pull (
  job_id uuid PRIMARY KEY REFERENCES platform.tracked_job ON DELETE CASCADE,
  model text NOT NULL CHECK (length(model) BETWEEN 1 AND 200)
);

GRANT SELECT, INSERT ON chat.model_pull TO chatman_runtime;
