import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import type { JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { titleFrom } from '#contracts/chat/conversation-title.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { SearchIndex } from '../indexing/search-index.js';
import { SearchKeys } from '../indexing/search-keys.js';
import { SegmentMergeService } from '../indexing/segment-merge.service.js';
import { MessageRepository } from '../message/message.repository.js';
import type { ImportedConversation } from './formats/imported-conversation.js';
import { ImportRepository } from './import.repository.js';
import { importedMessages } from './import.rules.js';

export const IMPORT = 'chat.import';

/** Writes imported conversations one by one, each in a transaction of its own; a job that begins again goes on where it was. */
@Injectable()
export class ImportJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly imports: ImportRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly search: SearchIndex,
    private readonly searchKeys: SearchKeys,
    private readonly merges: SegmentMergeService,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: IMPORT,
      permission: 'chat:converse',
      scopesOf: () => Promise.resolve([]), // their owners see them, nobody else
      handle: (run) => this.run(run),
      abandon: async (tx, { scopeId }) => {
        if (scopeId !== null) await this.imports.end(tx, scopeId);
      },
    });
  }

  private async run(run: JobRun): Promise<void> {
    const [ownerId, runId] = [run.ownerId!, run.scopeId!];
    const total = await this.imports.countParts(runId);
    for (let done = 0; !run.signal.aborted; done += 1) {
      await run.progress({ message: 'Importing', done, total, unit: 'conversations' });
      if (!(await this.writeNext(ownerId, runId))) break;
    }
    if (run.signal.aborted) return;
    await this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forSubject(ownerId, tx);
      const { source, conversations, messages, skipped } = await this.imports.run(tx, sealer, runId);
      await this.imports.end(tx, runId);
      await run.complete(tx, { source, conversations, messages, skipped });
    });
    await this.merges.tidy(ownerId, run.signal);
  }

  /** False when nothing is left. */
  private writeNext(ownerId: string, runId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forSubject(ownerId, tx);
      const part = await this.imports.takePart(tx, sealer, runId);
      if (part === null) return false;
      const run = await this.imports.run(tx, sealer, runId);
      const sourceKey = await this.sourceKey(tx, sealer, ownerId, `${run.source} ${part.data.sourceId}`);
      const isKnown =
        (await this.imports.isKnown(tx, ownerId, sourceKey)) ||
        (run.source === 'chatman' && (await this.imports.isOwn(tx, ownerId, part.data.sourceId)));
      if (isKnown) await this.imports.skip(tx, sealer, run, { path: part.data.path, reason: 'already-here' });
      else await this.imports.count(tx, runId, await this.write(tx, sealer, ownerId, part.data, sourceKey));
      return true;
    });
  }

  private async write(
    tx: Tx,
    sealer: Sealer,
    ownerId: string,
    imported: ImportedConversation,
    sourceKey: Buffer,
  ): Promise<number> {
    const { pinned, archived, folder, tags, systemPrompt } = imported;
    const id = this.ids.next();
    const messages = importedMessages(imported, id, this.clock.now(), () => this.ids.next());
    const moments = messages.map(({ createdAt }) => createdAt.getTime());
    const [createdAt, updatedAt] = [new Date(Math.min(...moments) - 1), new Date(Math.max(...moments))];
    const title = imported.title || titleFrom(messages[0]?.content ?? '');
    const order = { pinned, archived, unread: false, folder, tags };
    const choices = { model: null, systemPrompt, parameters: null, collections: null };
    await this.conversations.insert(tx, sealer, ownerId, { id, title, ...choices, ...order, createdAt, updatedAt });
    await this.messages.insertAll(tx, sealer, ownerId, messages);
    await this.imports.note(tx, { conversationId: id, ownerId, sourceKey });
    await this.search.add(tx, sealer, ownerId, [
      { kind: 'title', conversationId: id, moment: createdAt, text: title },
      ...messages.map(
        ({ content, createdAt: moment }) => ({ kind: 'message', conversationId: id, moment, text: content }) as const,
      ),
    ]);
    return messages.length;
  }

  /** Keyed, so that nobody who knows an id of another program finds it on the disk. */
  private async sourceKey(tx: Tx, sealer: Sealer, ownerId: string, source: string): Promise<Buffer> {
    const blind = await this.searchKeys.blindingIn(tx, sealer, ownerId);
    // Two hashes of 64 bits each: one alone would meet another by chance.
    return Buffer.concat([blind(`import:1:${source}`), blind(`import:2:${source}`)]);
  }
}
