import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Attachment } from '#platform/http/attachment.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { backupNotFinished, noKeyringYet, noSuchBackup } from '../backup.errors.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { BackupArchive } from './engine/backup-archive.js';

/** Hands a backup out as it lies on the disk: sealed. The event is recorded before the first byte leaves. */
@Injectable()
export class DownloadService {
  constructor(
    private readonly repository: BackupRepository,
    private readonly keyrings: KeyringCopies,
    private readonly archive: BackupArchive,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
  ) {}

  /** @param options.keyring whether the newest copy of the data keys goes along, as a restore on another machine needs it */
  async begin(actor: Actor, id: string, options: { readonly keyring: boolean }): Promise<Attachment> {
    const run = await this.repository.one(id);
    if (run === null) throw noSuchBackup();
    if (run.state !== 'finished') throw backupNotFinished();
    const keyring = options.keyring ? await this.keyrings.newest() : null;
    if (options.keyring && keyring === null) throw noKeyringYet();
    const { bytes, content } = await this.archive.of(id, keyring?.copy.id ?? null);
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: { id: actor.id, role: actor.role },
        action: 'backup.downloaded',
        object: { type: 'backup', id },
        outcome: 'success',
        detail: { withKeyring: options.keyring },
      }),
    );
    return { name: `chatman-backup-${id}.tar`, mediaType: 'application/x-tar', bytes, content };
  }
}
