-- What the audit explorer filters by, newest first. Every index costs each audited request a microsecond or two, hence the partial ones.
-- Locks the partitions while it builds; they are empty at the first start.
CREATE INDEX event_newest ON audit.event (recorded_at, seq);
CREATE INDEX event_by_actor ON audit.event (actor, recorded_at, seq) WHERE actor IS NOT NULL;
CREATE INDEX event_by_action ON audit.event (action, recorded_at, seq);
CREATE INDEX event_by_object ON audit.event (object_id, recorded_at, seq) WHERE object_id IS NOT NULL;
CREATE INDEX event_refused ON audit.event (outcome, recorded_at, seq) WHERE outcome <> 'success';
