import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import type { Tx } from '#platform/database/transactions.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import { ModelPullRow } from './model-pull.entity.js';

@Injectable()
@ClearsItself({ tables: ['chat.model_pull'], rule: 'with its job, 30 days after its end' })
export class ModelPullsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, pull: ModelPullRow): Promise<void> {
    await this.rows.insert(tx, ModelPullRow, pull);
  }

  /** Newest first. */
  newest(limit: number): Promise<ModelPullRow[]> {
    return this.database.query<ModelPullRow>(
      'SELECT job_id AS "jobId", model FROM chat.model_pull ORDER BY job_id DESC LIMIT $1',
      [limit],
    );
  }

  async modelOf(jobId: string): Promise<string | null> {
    const [row] = await this.database.query<{ model: string }>('SELECT model FROM chat.model_pull WHERE job_id = $1', [jobId]);
    return row?.model ?? null;
  }
}
