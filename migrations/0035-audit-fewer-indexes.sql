-- Announced acts are few, and found by the index of what is no plain success. An index of their own cost every event ten microseconds.
-- Locks the log for a moment.
DROP INDEX audit.event_intent;
