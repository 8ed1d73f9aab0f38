import { Inject, Injectable } from '@nestjs/common';
import type { StartShare } from '#contracts/chat/shares.js';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { byId, readPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { nothingToShare } from '../chat.errors.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { MessageService } from '../message/message.service.js';
import type { ShareRow } from './share.entity.js';
import { ShareRepository, type ShareRecord } from './share.repository.js';
import { snapshotOf } from './snapshot.rules.js';

const dayMs = 86_400_000;

export type OwnedBy<Record> = Record & { readonly owner: Awaited<ReturnType<People['of']>> };

/** Conversations that people show to others of this installation: as they were at that moment, and never more of them. */
@Injectable()
export class ShareService {
  constructor(
    private readonly shares: ShareRepository,
    private readonly messages: MessageService,
    private readonly conversations: ConversationRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async start({ tx, actor, audit }: AuditedCall, conversationId: string, command: StartShare): Promise<ShareRecord> {
    refuseIfRestricted(actor);
    const { conversation, messages } = await this.messages.thread(actor, conversationId);
    const snapshot = snapshotOf(messages);
    if (snapshot.length === 0) throw nothingToShare();
    if (!(await this.conversations.lock(tx, actor.id, conversationId))) throw notFound(); // deleted meanwhile
    const readers = [...new Set(command.readers)].sort();
    const createdAt = this.clock.now();
    const { expiresInDays: days } = command;
    const row: ShareRow = {
      id: this.ids.next(),
      ownerId: actor.id,
      conversationId,
      title: conversation.title,
      messages: snapshot,
      createdAt,
      expiresAt: days === undefined ? null : new Date(createdAt.getTime() + days * dayMs),
    };
    await this.shares.add(tx, await this.keyring.forSubject(actor.id, tx), row, readers);
    audit.add({
      object: { type: 'share', id: row.id },
      detail: { conversation: conversationId, readers, messages: snapshot.length },
    });
    return { ...row, readers, isDamaged: false };
  }

  async ofConversation(actor: Actor, conversationId: string): Promise<ShareRecord[]> {
    if (!(await this.conversations.find(actor.id, conversationId))) throw notFound();
    return this.shares.ofConversation(actor.id, conversationId, this.clock.now());
  }

  /** Gone at once for every reader. */
  async revoke({ tx, actor }: AuditedCall, id: string): Promise<void> {
    if (!(await this.shares.remove(tx, actor.id, id))) throw notFound();
  }

  async openTo(actor: Actor, query: PageQuery): Promise<Page<OwnedBy<ShareRecord>>> {
    const reader = readerOf(actor);
    const { items, nextCursor } = await readPage(query, byId, (before, limit) =>
      this.shares.openTo(reader, this.clock.now(), { before, limit }),
    );
    return { items: await Promise.all(items.map((share) => this.named(share))), nextCursor };
  }

  async read({ actor, audit }: AuditedCall, id: string): Promise<OwnedBy<ShareRow>> {
    const share = await this.shares.find(readerOf(actor), id, this.clock.now());
    if (!share) throw notFound();
    audit.add({ object: { type: 'share', id } });
    return this.named(share);
  }

  private async named<Record extends { readonly ownerId: string }>(share: Record): Promise<OwnedBy<Record>> {
    return { ...share, owner: await this.people.of(share.ownerId) };
  }
}

function readerOf({ id, role }: Actor): { readonly id: string; readonly names: readonly string[] } {
  return { id, names: [role, id] };
}
