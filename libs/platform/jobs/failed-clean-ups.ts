import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { RaisesAlerts, type AlertSource, type Condition } from '../monitoring/alert-source.js';
import { jobSchema } from './job-schema.js';

/** By their names: jobs of retention and of people's rights, and those of other rooms that forget, remove or tidy. */
const cleanUps = '^(retention|rights)\\.|\\.(forget|remove|tidy)(-|$)';

/** Removal of data whose time is over that was given up, until a later run of the same work succeeds. */
@Injectable()
@RaisesAlerts({ rules: ['retention-failed'] })
export class FailedCleanUps implements AlertSource {
  constructor(private readonly database: Database) {}

  async conditions(): Promise<Condition[]> {
    const rows = await this.database.query<{ name: string; at: Date }>(
      `SELECT name, at FROM (
         SELECT DISTINCT ON (name) name, state::text AS state, completed_on AS at FROM ${jobSchema}.job
          WHERE name ~ $1 AND state IN ('completed', 'failed') ORDER BY name, completed_on DESC) newest
        WHERE state = 'failed' ORDER BY at`,
      [cleanUps],
    );
    if (rows.length === 0) return [];
    return [
      {
        rule: 'retention-failed',
        severity: 'critical',
        count: rows.length,
        since: rows[0]!.at,
        facts: { job: rows.at(-1)!.name },
      },
    ];
  }
}
