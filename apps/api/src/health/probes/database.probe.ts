import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';

@Injectable()
@HealthProbe({ name: 'database', vital: true })
export class DatabaseProbe implements Probe {
  constructor(private readonly database: Database) {}

  async check(): Promise<ProbeResult> {
    try {
      await this.database.query('SELECT 1');
      return { status: 'pass', message: 'Database is accessible' };
    } catch {
      return { status: 'fail', message: 'Database is not accessible' };
    }
  }
}
