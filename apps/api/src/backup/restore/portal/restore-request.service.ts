import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval, PersonRef } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import type { NewestRestore, Restore, RestoreBackup } from '#contracts/backup/restore.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { isUnderWay, RestoreRecordFile, type RestoreRecord } from '#platform/maintenance/restore-record.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { AuditFacade } from '../../../audit/audit.facade.js';
import { BackupStore } from '../../keep/backup-store.js';
import { backupNotRestorable, restoreUnderWay } from '../restore.errors.js';
import { hasNotBegun } from './restore-record.rules.js';

const Parameters = z.strictObject({ id: Id });
type Parameters = z.infer<typeof Parameters>;

/**
 * Restores from the portal. The API only decides that one happens: it may not make databases, and the one it works on is what goes. The
 * supervisor finds the decision in the data directory, stops every instance and carries it out.
 */
@Injectable()
export class RestoreRequestService {
  private readonly file: RestoreRecordFile;
  private readonly act: TwoPersonAct<Parameters> = {
    action: 'backup.restore',
    parse: (parameters) => Parameters.parse(parameters),
    summary: ({ id }) => this.summary(id),
    run: (tx, { id }, decision) => this.decide(tx, id, decision),
  };

  constructor(
    private readonly store: BackupStore,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(ENVIRONMENT) environment: Pick<Environment, 'dataDir'>,
  ) {
    this.file = new RestoreRecordFile(environment);
    secondPerson.register(this.act);
  }

  /** Requests it. Begins immediately, after a step-up, where no one else could decide. */
  async ask(actor: Actor, id: string, { reason }: RestoreBackup): Promise<NewestRestore | AwaitingApproval> {
    await this.backupAt(id);
    await this.refuseSecond();
    const approval = await this.transactions.run((tx) =>
      this.secondPerson.ask(tx, actor, this.act, { parameters: { id }, reason }),
    );
    return approval ? { approval } : this.newest();
  }

  async newest(): Promise<NewestRestore> {
    const record = await this.file.read();
    return { restore: record && (await this.shown(record)) };
  }

  private async decide(tx: Tx, backupId: string, { actor, reason, requestedBy, approvedBy }: Decision): Promise<void> {
    const backupAt = await this.backupAt(backupId);
    await this.refuseSecond();
    const { id: eventId } = await this.audit.announceIn(tx, {
      ...{ actor, action: 'backup.restored', object: { type: 'backup', id: backupId }, reason },
      detail: { by: 'portal', requestedBy, approvedBy },
    });
    const now = this.clock.now().toISOString();
    const record: RestoreRecord = {
      ...{ id: this.ids.next(), backupId, backupAt, eventId, requestedBy, approvedBy, requestedAt: now, startedAt: now },
      ...{ actor: { id: actor.id, role: actor.role }, state: 'requested', phase: 'waiting', done: 0, total: 0 },
      ...{ endedAt: null, failure: null, kept: null, broughtUpToDate: null },
    };
    // Only once it is decided for good: the file is what the supervisor acts on.
    tx.afterCommit(() => void this.begin(record));
  }

  private async begin(record: RestoreRecord): Promise<void> {
    try {
      await this.file.write(record);
    } catch (cause) {
      this.log.error('a restore that was decided could not begin', { backup: record.backupId, error: errorName(cause) });
    }
  }

  private async shown({ requestedBy, approvedBy, ...record }: RestoreRecord): Promise<Restore> {
    const restore = {
      ...record,
      requestedBy: await this.person(requestedBy),
      approvedBy: approvedBy === null ? null : await this.person(approvedBy),
    };
    if (!hasNotBegun(record, this.clock.now())) return restore;
    return { ...restore, state: 'failed', failure: 'It didn’t begin: this installation isn’t supervised. Nothing was changed.' };
  }

  /** Whoever it is may be unknown to the database that came back. */
  private async person(id: string): Promise<PersonRef> {
    return this.people.of(id).catch(() => ({ id, username: null, displayName: null }));
  }

  private async backupAt(id: string): Promise<string> {
    const source = await this.store.find(id);
    if (source === null) throw backupNotRestorable();
    return source.manifest.createdAt;
  }

  private async refuseSecond(): Promise<void> {
    const newest = await this.file.read();
    if (newest && isUnderWay(newest) && !hasNotBegun(newest, this.clock.now())) throw restoreUnderWay();
  }

  private async summary(id: string): Promise<string> {
    const source = await this.store.find(id);
    const of =
      source === null
        ? ''
        : ` of ${source.manifest.createdAt}${source.manifest.label === null ? '' : ` (“${source.manifest.label}”)`}`;
    return (
      `Chat Man will close for everybody, and its database will be replaced by the backup${of}. Everything since then disappears from Chat Man. ` +
      'Everyone is signed out, and API tokens end. The present database is kept on the server.'
    );
  }
}
