-- What a text in the log may be stays as it was: 1 to 200 bytes of ASCII without backslash. Said in two calls instead of nine, since PostgreSQL
-- makes each of them ready anew for each of the five texts of each event, which took longer than to run them (docs/decisions/0012).
-- Locks the log while it reads all of it once.
ALTER DOMAIN audit.token ADD CONSTRAINT token_is_plain CHECK (octet_length(VALUE) <= 200 AND VALUE COLLATE "C" ~ '^[\u0001-[\]-\u007F]+$');
ALTER DOMAIN audit.token DROP CONSTRAINT token_check;
ALTER DOMAIN audit.token RENAME CONSTRAINT token_is_plain TO token_check;
