import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { jobSchema } from '#platform/jobs/job-schema.js';

/** Questions about the database itself and its queue. */
@Injectable()
export class InstallationRepository {
  constructor(private readonly database: Database) {}

  connections(): Promise<number> {
    return this.number(`SELECT numbackends AS value FROM pg_stat_database WHERE datname = current_database()`);
  }

  databaseBytes(): Promise<number> {
    return this.number('SELECT pg_database_size(current_database())::float8 AS value');
  }

  jobsWaiting(): Promise<number> {
    return this.number(
      `SELECT count(*)::int AS value FROM ${jobSchema}.job WHERE state IN ('created', 'retry') AND start_after <= now()`,
    );
  }

  jobsFailed(): Promise<number> {
    return this.number(
      `SELECT count(*)::int AS value FROM ${jobSchema}.job WHERE state = 'failed' AND completed_on > now() - interval '1 day'`,
    );
  }

  private async number(sql: string): Promise<number> {
    return (await this.database.one<{ value: number }>(sql))!.value;
  }
}
