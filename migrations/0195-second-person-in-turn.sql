-- Whoever becomes a second person notes it, and whoever says that one person is enough removes the note, one after the other: side by side,
-- the note could go that told of somebody who came at that very moment. Takes no lock on tables. The way down is the function of 0132.

CREATE OR REPLACE FUNCTION auth.note_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('auth.second_person'));
  IF NOT EXISTS (SELECT FROM auth.second_person) AND (SELECT count(*) FROM auth.deciders(true)) > 1 THEN
    INSERT INTO auth.second_person DEFAULT VALUES;
  END IF;
  RETURN NULL;
END $$;
