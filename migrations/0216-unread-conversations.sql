-- A mark that people set on a conversation they want to come back to. Adds a column with a default, which rewrites nothing; it takes a lock on
-- the table for a moment. The way down is to drop the column.
ALTER TABLE chat.conversation ADD COLUMN unread boolean NOT NULL DEFAULT false;
GRANT UPDATE (unread) ON chat.conversation TO chatman_runtime;
