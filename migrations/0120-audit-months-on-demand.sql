-- Months of the log are prepared daily and, where one is missing, by the event that needs it. Whoever waits there for a lock gives up after
-- five seconds, so that the event is refused and not held for ever. Locks nothing.
ALTER FUNCTION audit.make_coming_months(int) SET lock_timeout = '5s';
