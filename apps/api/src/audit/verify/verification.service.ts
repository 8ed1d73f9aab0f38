import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type {
  AuditVerification,
  AuditVerificationPage,
  AuditVerificationQuery,
  AuditVerificationRun,
} from '#contracts/audit/audit.js';
import type { Actor } from '#platform/access/actor.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { noSuchVerification, verificationFailed, verificationInterrupted, verificationStopped } from '../audit.errors.js';
import { EventWriter } from '../record/event-writer.js';
import type { Progress } from './log-walk.js';
import { TreeRepository } from '../tree/tree.repository.js';
import { VerificationRepository } from './verification.repository.js';
import { runInContract } from './verification.rules.js';
import { VerificationRunner, type AskedBy } from './verification-runner.js';

/** Milliseconds between polls for the end of a verification that another instance runs. */
const pollMs = 500;

/** Verifies on request, one pass at a time in the whole installation, and audits the requester and the result. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly repository: VerificationRepository,
    private readonly runner: VerificationRunner,
    private readonly tree: TreeRepository,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
  ) {}

  /** Begins one, or joins the running one. Returns the result, or, to a caller who does not wait, its progress. */
  async verify(actor: Actor, { wait }: { readonly wait: boolean }): Promise<AuditVerification | AuditVerificationRun> {
    const id = await this.beginOrJoin(actor);
    return wait ? this.resultOf(id) : this.one(id);
  }

  async one(id: string): Promise<AuditVerificationRun> {
    const stored = await this.repository.one(id);
    if (stored === null) throw noSuchVerification();
    return runInContract(stored);
  }

  /** Newest first; those of the last week. */
  async list(query: AuditVerificationQuery): Promise<AuditVerificationPage> {
    return shownPage(await readPage(query, byId, (after, most) => this.repository.newest(after, most)), runInContract);
  }

  /** Stops it for everybody who waits for it. One that is over stays as it is. */
  async stop(actor: Actor, id: string): Promise<AuditVerificationRun> {
    const act: AskedBy = { actor: { id: actor.id, role: actor.role } };
    await this.one(id);
    await this.transactions.run(async (tx) => {
      if (!(await this.repository.end(tx, id, 'stopped', null))) return;
      const object = { type: 'audit-verification', id };
      await this.writer.record(tx, { ...act, action: 'audit.verification-stopped', object, outcome: 'success' });
      await this.writer.recordOutcome(tx, id, { ...act, action: 'audit.verified', object, outcome: 'failed', code: 'stopped' });
    });
    this.runner.giveUp(id);
    return this.one(id);
  }

  private async beginOrJoin(actor: Actor): Promise<string> {
    const by: AskedBy = { actor: { id: actor.id, role: actor.role } };
    const start: Progress = { step: 'events', checked: 0, size: (await this.tree.newest())?.size ?? 0 };
    const { id, isNew } = await this.transactions.run(async (tx) => {
      await this.repository.lock(tx);
      await this.concludeLost(tx);
      await this.repository.forgetOld(tx);
      const running = await this.repository.runningIn(tx);
      if (running !== null) {
        const object = { type: 'audit-verification', id: running };
        await this.writer.record(tx, { ...by, action: 'audit.verification-joined', object, outcome: 'success' });
        return { id: running, isNew: false };
      }
      const announced = await this.writer.recordIntent(tx, { ...by, action: 'audit.verified' });
      await this.repository.begin(tx, announced, start);
      return { id: announced, isNew: true };
    });
    if (isNew) this.runner.begin(id, by, start);
    return id;
  }

  private async concludeLost(tx: Tx): Promise<void> {
    for (const id of await this.repository.endLost(tx))
      await this.writer.recordOutcome(tx, id, {
        actor: 'system',
        action: 'audit.verified',
        outcome: 'failed',
        code: 'interrupted',
      });
  }

  private async resultOf(id: string): Promise<AuditVerification> {
    for (let run = await this.one(id); ; run = await this.one(id)) {
      if (run.result !== null) return run.result;
      if (run.state === 'stopped') throw verificationStopped();
      if (run.state === 'interrupted') throw verificationInterrupted();
      if (run.state === 'failed') throw verificationFailed();
      await (this.runner.ended(id) ?? setTimeout(pollMs));
    }
  }
}
