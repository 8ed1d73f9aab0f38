-- People of whom a legal hold keeps a part: what a restored backup brings back of the rest is erased again. Carried over to every restore. The
-- way down is DROP TABLE, after which a restore brings such rows back.
CREATE TABLE dsr.erased_in_part (
  subject_id uuid PRIMARY KEY,
  since timestamptz(3) NOT NULL,
  -- When nothing was kept any more: from then on the destroyed key says it.
  ended_at timestamptz(3)
);
INSERT INTO dsr.erased_in_part (subject_id, since, ended_at)
  SELECT DISTINCT ON (subject_id) subject_id, erased_at, rest_erased_at FROM dsr.erasure WHERE kept IS NOT NULL ORDER BY subject_id, erased_at DESC;
GRANT SELECT, INSERT ON dsr.erased_in_part TO chatman_runtime;
GRANT UPDATE (ended_at) ON dsr.erased_in_part TO chatman_runtime;
CREATE CONSTRAINT TRIGGER carried_over AFTER INSERT OR UPDATE ON dsr.erased_in_part DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION backup.note_carry_over();
ALTER TABLE dsr.erased_in_part ENABLE ALWAYS TRIGGER carried_over;
