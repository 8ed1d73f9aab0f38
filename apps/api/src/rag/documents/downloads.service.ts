import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Attachment } from '#platform/http/attachment.js';
import { BrowsingService } from './browsing.service.js';

/** Hands out files. Each time is an event, recorded before the first byte leaves. */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly browsing: BrowsingService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async begin(actor: Actor, id: string, version: number | undefined): Promise<Attachment> {
    const file = await this.browsing.file(actor, id, version);
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: { id: actor.id, role: actor.role },
        action: 'document.downloaded',
        object: { type: 'document', id },
        outcome: 'success',
      }),
    );
    return file;
  }
}
