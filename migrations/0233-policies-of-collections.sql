-- Periods of single collections beside that of their class. Locks the decisions and the steps of retention runs for a moment. The way down is to
-- drop the columns after deleting the rows that have one: those collections are kept as their class is.
ALTER TABLE retention.policy_version ADD COLUMN collection_id uuid;
ALTER TABLE retention.policy_version ADD CONSTRAINT policy_of_collection CHECK (collection_id IS NULL OR class = 'knowledge');
CREATE INDEX policy_version_of_collection ON retention.policy_version (collection_id, id DESC) WHERE collection_id IS NOT NULL;
-- The one that a step is about; null: everything of the class that no other step of the run is about.
ALTER TABLE retention.run_step ADD COLUMN collection_id uuid;
ALTER TABLE retention.run_step DROP CONSTRAINT run_step_once;
ALTER TABLE retention.run_step ADD CONSTRAINT run_step_once UNIQUE NULLS NOT DISTINCT (run_id, object, collection_id);
