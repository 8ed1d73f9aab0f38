import { Service, inject } from '@angular/core';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { Backup, BackupList, BackupStarted, BackupCheckStarted, type StartBackup } from '#contracts/backup/backup.js';
import { NewestRestore, type Restore } from '#contracts/backup/restore.js';
import { HealthReport } from '#contracts/health.js';
import { PortalApi, type Call } from '../../../core/api/portal-api.js';

/** The calls about backups. */
@Service()
export class BackupsApi {
  private readonly api = inject(PortalApi);

  backups(cursor: string | null, call: Call = {}): Promise<BackupList> {
    const query = new URLSearchParams({ limit: '50', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/backup/list?${query.toString()}`, BackupList, call);
  }

  backup(id: string, call: Call): Promise<Backup> {
    return this.api.read(`/backup/${id}`, Backup, call);
  }

  /** The health check of backups; undefined where there is none. */
  async health(signal: AbortSignal): Promise<HealthReport['checks'][string] | undefined> {
    return (await this.api.read('/health/detailed', HealthReport, { signal, background: true })).checks['backup'];
  }

  /** Resolves as soon as it has started. */
  async create(body: StartBackup): Promise<string> {
    return (await this.api.read('/backup/create', BackupStarted, { method: 'POST', once: true, body })).id;
  }

  /** Resolves with the job to follow. */
  async verify(id: string): Promise<string> {
    return (await this.api.read(`/backup/verify/${id}?wait=false`, BackupCheckStarted, { method: 'POST' })).job.id;
  }

  /** As `verify`. */
  async testRestore(id: string): Promise<string> {
    return (await this.api.read(`/backup/test-restore/${id}?wait=false`, BackupCheckStarted, { method: 'POST' })).job.id;
  }

  /** The approval that it waits for; null when it is deleted. */
  delete(id: string, reason: string): Promise<Approval | null> {
    return this.approvalOf(`/backup/${id}`, { method: 'DELETE', body: { reason } });
  }

  /** The approval that it waits for; null when it begins. */
  restore(id: string, reason: string): Promise<Approval | null> {
    return this.approvalOf(`/backup/restore/${id}`, { method: 'POST', body: { reason } });
  }

  /** The newest restore from the portal; null where there was none. */
  async newestRestore(signal: AbortSignal): Promise<Restore | null> {
    return (await this.api.read('/backup/restore/newest', NewestRestore, { signal, background: true })).restore;
  }

  private async approvalOf(path: string, call: Call): Promise<Approval | null> {
    const response = await this.api.send(path, call);
    return response.status === 202 ? AwaitingApproval.parse(await response.json()).approval : null;
  }
}
