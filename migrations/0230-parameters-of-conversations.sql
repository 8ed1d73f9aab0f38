-- How the model is to write in one conversation, sealed as its instructions are. Locks chat.conversation for a moment.
-- The way down is ALTER TABLE chat.conversation DROP COLUMN parameters.
ALTER TABLE chat.conversation ADD COLUMN parameters bytea;
GRANT UPDATE (parameters) ON chat.conversation TO chatman_runtime;
