import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';

/** When periods that the law sets end, of what is still open. */
@Injectable()
export class DeadlinesRepository {
  constructor(private readonly database: Database) {}

  ofRequests(): Promise<Date[]> {
    return this.ends('SELECT due_at AS at FROM dsr.request WHERE closed_at IS NULL');
  }

  /** Of incidents for which nobody has notified the authority or decided that it need not be. */
  ofIncidents(): Promise<Date[]> {
    return this.ends(`SELECT notify_by AS at FROM dsr.incident WHERE state = 'open' AND NOT decided_not_to_notify`);
  }

  private async ends(sql: string): Promise<Date[]> {
    return (await this.database.query<{ at: Date }>(sql)).map(({ at }) => at);
  }
}
