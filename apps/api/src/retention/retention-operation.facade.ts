import { Injectable } from '@nestjs/common';
import type { RetentionPreview } from '#contracts/retention/retention.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { RetentionSettings } from './retention.settings.js';
import { RunCertificates } from './runs/certificates.js';
import { PreviewService } from './runs/preview.service.js';
import { RetentionRunner } from './runs/retention-runner.js';
import { RunOpening } from './runs/run-opening.js';
import { retentionOff } from './runs/run.errors.js';
import { RunRepository, type RunRecord } from './runs/run.repository.js';

/** Retention for the operator of the host. */
@Injectable()
export class RetentionOperationFacade {
  constructor(
    private readonly previews: PreviewService,
    private readonly opening: RunOpening,
    private readonly runner: RetentionRunner,
    private readonly runs: RunRepository,
    private readonly certificates: RunCertificates,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  preview(): Promise<RetentionPreview> {
    return this.previews.preview();
  }

  newest(limit: number): Promise<RunRecord[]> {
    return this.runs.page(null, limit);
  }

  certificate(id: string): Promise<string> {
    return this.certificates.of(id);
  }

  /** Removes what is past its time, in this process. @throws Problem `retention-off`, `retention-run-under-way` */
  async run(reason: string, onProgress: (removed: number) => void): Promise<RunRecord> {
    if (!this.settings.of(RetentionSettings).enabled) throw retentionOff();
    const id = await this.transactions.run((tx) => this.opening.open(tx, { trigger: 'operator', actor: null, reason }));
    const end = (state: 'completed' | 'failed') =>
      this.transactions.run((tx) => this.opening.close(tx, id, state, this.clock.now()));
    try {
      const progress = (removed: number): Promise<void> => Promise.resolve(onProgress(removed));
      await this.runner.run((await this.runs.byId(id))!, { signal: new AbortController().signal, progress });
    } catch (error) {
      await end('failed'); // what it removed is counted, and certified on request
      throw error;
    }
    await end('completed');
    await this.certificates.of(id);
    return (await this.runs.byId(id))!;
  }
}
