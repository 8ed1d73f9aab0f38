import { Injectable } from '@nestjs/common';
import type { ChangeConversation, ConversationFolders, ConversationQuery, StartConversation } from '#contracts/chat/chat.js';
import type { Page } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { readPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Idempotency } from '#platform/idempotency/idempotency.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { nothingToRestore } from '../chat.errors.js';
import { ChatSettings } from '../chat.settings.js';
import { SearchIndex, type SearchableText } from '../indexing/search-index.js';
import { ConversationRepository, type ConversationRecord } from './conversation.repository.js';
import { restorableSince } from './deletion.rules.js';
import { foldersOf, isIn, isNarrowed } from './folders.rules.js';
import { byPinAndTime, type ListPosition } from './list-order.rules.js';
import { OpenAnswers } from './open-answers.js';

/** A person's own conversations. Another person's do not exist for anybody else. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly answers: OpenAnswers,
    private readonly search: SearchIndex,
    private readonly idempotency: Idempotency,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(actor: Actor, query: ConversationQuery): Promise<Page<ConversationRecord>> {
    const { archived, pinned, folder, tag } = query;
    const wanted = { folder, tag };
    const page = (after: ListPosition | null, limit: number): Promise<ConversationRecord[]> =>
      this.conversations.page(actor.id, { archived, pinned, isSorted: isNarrowed(wanted), limit, after });
    if (!isNarrowed(wanted)) return readPage(query, byPinAndTime, page);
    // Folders and tags are sealed: what does not fit is passed over once it is open.
    return readPage(query, byPinAndTime, (after, limit) => fitting(page, (each) => isIn(each, wanted), after, limit));
  }

  async folders(actor: Actor): Promise<ConversationFolders> {
    return foldersOf(await this.conversations.sorted(actor.id));
  }

  async find(actor: Pick<Actor, 'id'>, id: string): Promise<ConversationRecord> {
    const found = await this.conversations.find(actor.id, id);
    if (!found) throw notFound();
    return found;
  }

  async start(tx: Tx, actor: Actor, choices: StartConversation): Promise<ConversationRecord> {
    refuseIfRestricted(actor);
    const now = this.clock.now();
    const conversation: ConversationRecord = {
      id: this.ids.next(),
      title: choices.title ?? '',
      model: choices.model ?? null,
      systemPrompt: choices.systemPrompt ?? null,
      parameters: choices.parameters ?? null,
      collections: choices.collections ?? null,
      pinned: false,
      archived: false,
      unread: false,
      folder: null,
      tags: [],
      createdAt: now,
      updatedAt: now,
    };
    const sealer = await this.keyring.forSubject(actor.id, tx);
    await this.conversations.insert(tx, sealer, actor.id, conversation);
    await this.search.add(tx, sealer, actor.id, [titleOf(conversation)]);
    return conversation;
  }

  async change(tx: Tx, actor: Actor, id: string, changes: ChangeConversation): Promise<ConversationRecord> {
    refuseIfRestricted(actor);
    const sealer = await this.keyring.forSubject(actor.id, tx);
    const changed = await this.conversations.change(tx, sealer, actor.id, id, changes);
    if (!changed) throw notFound();
    if (changes.title !== undefined) await this.search.add(tx, sealer, actor.id, [titleOf(changed)]);
    return changed;
  }

  /** Hides it immediately and stops its generations. Removed once it can no longer be restored. */
  async remove(tx: Tx, actor: Actor, id: string): Promise<void> {
    const isDeleted = await this.conversations.delete(tx, actor.id, id, this.clock.now());
    if (!isDeleted) throw notFound();
    await this.idempotency.forget(tx, actor.id, [id, ...(await this.conversations.partsOf(tx, id))]);
    tx.afterCommit(() => this.answers.forget(id));
  }

  /** Takes a deletion back while that is still possible. */
  async restore(tx: Tx, actor: Actor, id: string): Promise<ConversationRecord> {
    const since = restorableSince(this.clock.now(), this.settings.of(ChatSettings).undoSeconds);
    const restored = await this.conversations.restore(tx, actor.id, id, since);
    if (!restored) throw nothingToRestore();
    return restored;
  }
}

function titleOf({ id, title, createdAt }: ConversationRecord): SearchableText {
  return { kind: 'title', conversationId: id, moment: createdAt, text: title };
}

/** Rows opened at a time while those in a folder are picked. */
const pickedFrom = 200;

async function fitting(
  page: (after: ListPosition | null, limit: number) => Promise<ConversationRecord[]>,
  fits: (conversation: ConversationRecord) => boolean,
  after: ListPosition | null,
  limit: number,
): Promise<ConversationRecord[]> {
  const found: ConversationRecord[] = [];
  let position = after;
  for (;;) {
    const rows = await page(position, pickedFrom);
    found.push(...rows.filter(fits));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pickedFrom || found.length >= limit) return found.slice(0, limit);
    position = byPinAndTime.positionOf(byPinAndTime.cursorAt(last));
  }
}
