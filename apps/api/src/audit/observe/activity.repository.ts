import { Injectable } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import { Database } from '#platform/database/database.js';
import type { ActivityCount, ActivityEvent, AuditActivity } from '#platform/monitoring/audit-activity.js';

/** Rare acts are read one by one. Of more than this of one kind in a day, the newest say enough; a flood of one must not hide another. */
const mostOfAKind = 200;

/** What the log says of the last minutes, found by the index of actions. Details stay sealed. */
@Injectable()
export class ActivityRepository implements AuditActivity {
  constructor(private readonly database: Database) {}

  eventsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityEvent[]> {
    return this.database.query<ActivityEvent>(
      `SELECT found.* FROM unnest($1::text[]) AS kind, LATERAL (
         SELECT id, action::text AS action, outcome::text AS outcome, reason::text AS code, actor, role::text AS role,
                object_id::text AS "objectId", recorded_at AS at
           FROM audit.event
          WHERE action = kind AND recorded_at >= $2
          ORDER BY recorded_at DESC LIMIT ${mostOfAKind}) AS found
        ORDER BY at DESC`,
      [actions, since],
    );
  }

  countsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityCount[]> {
    return this.counted(actions, since, 'true');
  }

  statisticsOf(actions: readonly AuditAction[], since: Date): Promise<ActivityCount[]> {
    return this.counted(actions, since, 'NOT auth.is_left_out(actor)');
  }

  private counted(actions: readonly AuditAction[], since: Date, which: string): Promise<ActivityCount[]> {
    return this.database.query<ActivityCount>(
      `SELECT action::text AS action, outcome::text AS outcome, reason::text AS code, actor, role::text AS role,
              count(*)::int AS count, count(DISTINCT object_id)::int AS objects, min(recorded_at) AS first, max(recorded_at) AS last
         FROM audit.event
        WHERE action = ANY ($1::text[]) AND recorded_at >= $2 AND outcome <> 'intent' AND ${which}
        GROUP BY 1, 2, 3, 4, 5`,
      [actions, since],
    );
  }
}
