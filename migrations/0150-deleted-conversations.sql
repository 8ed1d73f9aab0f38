-- A deleted conversation can be brought back for a moment: until then its row says when it was deleted, and every reader passes it over.
-- The new column takes a short exclusive lock on chat.conversation and rewrites nothing. The way down is to delete the rows that have a
-- value there, and then to drop the column.
ALTER TABLE chat.conversation ADD COLUMN deleted_at timestamptz(3);
CREATE INDEX conversation_deleted ON chat.conversation (deleted_at) WHERE deleted_at IS NOT NULL;
GRANT UPDATE (deleted_at) ON chat.conversation TO chatman_runtime;
