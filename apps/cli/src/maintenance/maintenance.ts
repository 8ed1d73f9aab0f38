import { setTimeout as sleep } from 'node:timers/promises';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import { isUnderWay, RestoreRecordFile, type RestoreRecord } from '#platform/maintenance/restore-record.js';
import { withRestoreLock } from '#platform/postgres/roles/databases.js';
import { databaseName } from '#platform/postgres/roles/roles.js';
import type { Installation } from '../installation/installation.js';
import { MaintenanceServer } from './maintenance-server.js';

/** Milliseconds between two looks at the data directory. */
const lookEvery = 500;

/**
 * Closes this instance while a restore that was decided in the portal is carried out. One instance does that; the others serve the same
 * page until it is done, so that nobody works on a database that is about to be replaced.
 */
export class Maintenance {
  private readonly file: RestoreRecordFile;

  constructor(
    private readonly installation: Installation,
    private readonly ownerUrl: string,
    private readonly log: Log,
  ) {
    this.file = new RestoreRecordFile(installation.environment);
  }

  async isDue(): Promise<boolean> {
    const record = await this.file.read().catch(() => null); // a data directory that can't be read has its own alarms
    return record !== null && isUnderWay(record);
  }

  /** Resolves when it is due, or `stopped` says that nobody needs to know any more. */
  async due(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted && !(await this.isDue()))
      await sleep(lookEvery, undefined, { signal: stopped }).catch(() => undefined); // woken by the stop
  }

  /**
   * Carries it out, or waits for the instance that does; the API has ended by now.
   *
   * @param isNew false at the start, where a record under way is what an interrupted run left, unless another instance is at it
   */
  async perform({ isNew, stopped }: { readonly isNew: boolean; readonly stopped: AbortSignal }): Promise<void> {
    if (!(await this.isDue())) return;
    const server = await MaintenanceServer.listen(this.installation.environment, () => this.file.read(), this.log);
    try {
      const name = await databaseName(this.ownerUrl);
      while (!stopped.aborted) {
        const record = await this.file.read();
        if (record === null || !isUnderWay(record)) return;
        if ((await withRestoreLock(this.ownerUrl, name, () => this.act(record.id, isNew))) !== null) return;
        await sleep(lookEvery, undefined, { signal: stopped }).catch(() => undefined);
      }
    } finally {
      await server?.close();
    }
  }

  /** Read again under the lock: another instance may have done it. */
  private async act(id: string, isNew: boolean): Promise<true> {
    const record = await this.file.read();
    if (record === null || record.id !== id || !isUnderWay(record)) return true;
    const tools = { installation: this.installation, ownerUrl: this.ownerUrl, log: this.log, file: this.file };
    const isBegun = record.state === 'running' || !isNew;
    try {
      // Half of the product: nothing that a start should wait for.
      const { restoreFromPortal, settleInterrupted } = await import('./portal-restore.js');
      await (isBegun ? settleInterrupted(tools, record) : restoreFromPortal(tools, record));
    } catch (cause) {
      this.log.error('a restore could not be settled', { backup: record.backupId, error: errorName(cause) });
      await this.file.write(givenUp(record));
    }
    return true;
  }
}

function givenUp(record: RestoreRecord): RestoreRecord {
  const failure = 'The restore ended unexpectedly. The server’s log says more.';
  return { ...record, state: 'failed', endedAt: new Date().toISOString(), failure };
}
