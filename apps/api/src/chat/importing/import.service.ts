import { Inject, Injectable } from '@nestjs/common';
import type { ImportStarted } from '#contracts/chat/import.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import type { SentFile } from '#platform/http/multipart.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { Ids } from '#platform/ids.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { exportTooLarge, noFileSent } from '../chat.errors.js';
import { mostBytes, readExport, type ReadExport } from './formats/read-export.js';
import { IMPORT } from './import.job.js';
import { ImportRepository } from './import.repository.js';

/** Places named in a report; more say nothing more. */
const mostSkipped = 500;

/** Takes files with conversations from elsewhere: read at once, so that what is none is refused at once, and written by a job. */
@Injectable()
export class ImportService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly jobs: TrackedJobs,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async start(actor: Actor, receive: (each: (file: SentFile) => Promise<void>) => Promise<void>): Promise<ImportStarted> {
    refuseIfRestricted(actor);
    const read: ReadExport[] = [];
    await receive(async ({ content }) => void read.push(readExport(await bytesOf(content))));
    const [file] = read;
    if (file === undefined) throw noFileSent();
    return this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forSubject(actor.id, tx);
      const runId = this.ids.next();
      const parts = file.conversations.map((data) => ({ id: this.ids.next(), runId, ownerId: actor.id, data }));
      const run = { id: runId, ownerId: actor.id, source: file.source, skipped: file.skipped.slice(0, mostSkipped) };
      await this.imports.begin(tx, sealer, run, parts);
      const id = await this.jobs.start(tx, { kind: IMPORT, ownerId: actor.id, scopeId: runId, objectId: null });
      await this.audit.record(tx, {
        actor,
        action: 'conversations.imported',
        object: { type: 'job', id },
        outcome: 'success',
        detail: { source: file.source, conversations: parts.length, skipped: file.skipped.length },
        requestId: currentRequestId(),
      });
      return { job: { id } };
    });
  }
}

async function bytesOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > mostBytes) throw exportTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
