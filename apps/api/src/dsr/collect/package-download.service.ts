import { Inject, Injectable } from '@nestjs/common';
import type { EncryptPackage } from '#contracts/rights/package.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Attachment } from '#platform/http/attachment.js';
import { notFound } from '#platform/http/problem.js';
import { packageGone } from '../requests/request.errors.js';
import { RequestRepository } from '../requests/request.repository.js';
import { isOfficerOf } from '../requests/request-view.js';
import { encryptionFor } from './handover-encryption.js';
import { PackageRepository } from './package.repository.js';

/** Hands a package over, once, and destroys it. */
@Injectable()
export class PackageDownload {
  constructor(
    private readonly requests: RequestRepository,
    private readonly packages: PackageRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /**
   * The person's own, or, for an officer, what was collected for somebody whose request another way of asking brought.
   * @throws Problem `not-found`, `package-gone`, `recipient-invalid`
   */
  async begin(actor: Actor, id: string, receiver?: EncryptPackage): Promise<Attachment> {
    const encrypt = receiver && encryptionFor(receiver);
    const request = await this.requests.byId(id);
    const isOwn = request?.subjectId === actor.id;
    if (!request || (!isOwn && !(isOfficerOf(actor) && !request.bySubject))) throw notFound();
    const at = this.clock.now();
    const found = await this.transactions.run(async (tx) => {
      const claimed = await this.packages.claim(tx, id, at);
      if (claimed === null) throw packageGone();
      await this.requests.note(tx, { requestId: id, at, what: 'package-downloaded', byAccount: actor.id });
      await this.audit.record(tx, {
        actor,
        action: 'rights-package.downloaded',
        object: { type: 'rights-request', id },
        outcome: 'success',
        detail: { bytes: claimed.bytes, encryptedFor: receiver ? (receiver.recipient ?? 'passphrase') : null },
        subjectId: request.subjectId!,
      });
      return claimed;
    });
    const name = `personal-data-${found.madeAt.toISOString().slice(0, 10)}.zip`;
    const content = this.content(id);
    return encrypt
      ? { name: `${name}.age`, mediaType: 'application/octet-stream', bytes: null, content: encrypt(content) }
      : { name, mediaType: 'application/zip', bytes: found.bytes, content };
  }

  /** Removes what nobody fetched in time. */
  async removeExpired(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.packages.expired(now))
      await this.transactions.run(async (tx) => {
        await this.packages.remove(tx, id);
        await this.requests.note(tx, { requestId: id, at: now, what: 'package-expired', byAccount: null });
        await this.audit.record(tx, {
          actor: 'system',
          action: 'rights-package.removed',
          object: { type: 'rights-request', id },
          outcome: 'success',
        });
      });
  }

  private async *content(id: string): AsyncGenerator<Uint8Array> {
    try {
      yield* this.packages.parts(id);
    } finally {
      await this.transactions.run((tx) => this.packages.remove(tx, id)); // also when the reader went away: it was handed over
    }
  }
}
