import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { Backup, DeleteBackup } from '#contracts/backup/backup.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { SECOND_PERSON, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Transactions } from '#platform/database/transactions.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { BackupsService } from '../backups.service.js';
import { Removal } from './removal.js';

const Parameters = z.strictObject({ id: Id });
type Parameters = z.infer<typeof Parameters>;

/** Removing a backup takes two people: it would be the first step of hiding something. */
@Injectable()
export class DeletionService {
  private readonly act: TwoPersonAct<Parameters> = {
    action: 'backup.delete',
    parse: (parameters) => Parameters.parse(parameters),
    summary: ({ id }) => this.summary(id),
    run: (tx, { id }, { actor, reason }) => this.removal.remove(tx, id, { actor, reason }),
  };

  constructor(
    private readonly removal: Removal,
    private readonly backups: BackupsService,
    private readonly repository: BackupRepository,
    private readonly transactions: Transactions,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
  ) {
    secondPerson.register(this.act);
  }

  /** Requests it. Removes it immediately, after a step-up, where no one else could decide, and returns what it was. */
  async ask(actor: Actor, id: string, { reason }: DeleteBackup): Promise<Backup | AwaitingApproval> {
    const backup = await this.backups.one(id);
    const approval = await this.transactions.run(async (tx) => {
      await this.removal.requireRemovable(tx, id);
      return this.secondPerson.ask(tx, actor, this.act, { parameters: { id }, reason });
    });
    return approval ? { approval } : backup;
  }

  /** It is read again after the decision, when the backup is gone. */
  private async summary(id: string): Promise<string> {
    const named = await this.repository.naming(id);
    const of = named === null ? '' : ` of ${named.createdAt.toISOString()}${named.label === null ? '' : ` (“${named.label}”)`}`;
    return `The backup${of} will be permanently deleted, and nothing can be restored from it. Other backups are kept.`;
  }
}
