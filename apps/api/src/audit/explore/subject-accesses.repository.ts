import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';

/** Somebody read or did something that concerned a person. */
export interface SubjectAccess {
  readonly at: Date;
  readonly actorId: string;
  readonly role: string;
  readonly action: string;
}

/** What others did with the data of one person: events about the account, and those whose details are about the person. */
@Injectable()
export class SubjectAccessesRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  newest(subjectId: string, limit: number): Promise<SubjectAccess[]> {
    return this.database.query<SubjectAccess>(
      `SELECT recorded_at AS at, actor AS "actorId", role::text AS role, action::text AS action
         FROM audit.event
        WHERE outcome = 'success' AND actor IS NOT NULL AND actor <> $1::uuid
          AND (object_id = $1::text OR id IN (SELECT event_id FROM audit.event_detail WHERE subject_id = $1::uuid))
        ORDER BY recorded_at DESC, seq DESC LIMIT $2`,
      [subjectId, limit],
    );
  }

  /** The owners of accounts and the people whom what was done with these accounts concerned. */
  async reachedBy(
    accounts: readonly string[],
    from: Date | null,
    to: Date | null,
  ): Promise<{ readonly people: number; readonly events: number }> {
    const row = await this.database.one<{ people: number; events: number }>(
      `WITH acts AS (
         SELECT id, object_type::text AS object_type, object_id::text AS object_id FROM audit.event
          WHERE actor = ANY ($1::uuid[]) AND outcome = 'success'
            AND ($2::timestamptz IS NULL OR recorded_at >= $2) AND ($3::timestamptz IS NULL OR recorded_at <= $3)),
       reached AS (
         SELECT id, object_id AS person FROM acts WHERE object_type = 'user' AND object_id IS NOT NULL
          UNION
         SELECT acts.id, detail.subject_id::text FROM acts JOIN audit.event_detail detail ON detail.event_id = acts.id
          WHERE detail.subject_id IS NOT NULL)
       SELECT (SELECT count(DISTINCT person) FROM (SELECT person FROM reached UNION SELECT unnest($1::uuid[])::text) p (person))::int AS people,
              (SELECT count(DISTINCT id) FROM reached)::int AS events`,
      [accounts, from, to],
    );
    return row ?? { people: 0, events: 0 };
  }
}
