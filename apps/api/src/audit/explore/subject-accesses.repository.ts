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
}
