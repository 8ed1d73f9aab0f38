import { Inject, Injectable } from '@nestjs/common';
import { mostAttachments, type Attachment, type MessageAttachment } from '#contracts/chat/attachments.js';
import type { Passage, UploadAnswer, UploadedFile } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import type { Attachment as SentAttachment } from '#platform/http/attachment.js';
import type { SentFile } from '#platform/http/multipart.js';
import { notFound } from '#platform/http/problem.js';
import { problemOf } from '#platform/jobs/tracked/job-answer.js';
import { AttachmentsFacade, type AttachedFile } from '../../rag/attachments/attachments.facade.js';
import { attachmentFailed, attachmentNotFound, attachmentNotReady, noAttachment, tooManyAttachments } from '../chat.errors.js';
import { ChatSettings } from '../chat.settings.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { AttachmentRepository, type KeptAttachment } from './attachment.repository.js';

/** Hands over the files of a form, one after the other. */
export type FormFiles = (each: (file: SentFile) => Promise<void>) => Promise<void>;

/** Files of a person's own conversations. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly attachments: AttachmentRepository,
    private readonly files: AttachmentsFacade,
    private readonly conversations: ConversationService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async list(actor: Actor, conversationId: string): Promise<Attachment[]> {
    await this.conversations.find(actor, conversationId);
    const kept = await this.attachments.of(actor.id, conversationId);
    const states = await this.files.statesOf(actor, conversationId, idsOf(kept));
    return kept.flatMap((each) => {
      const file = states.get(each.id);
      return file === undefined ? [] : [attachmentOf(each, file)];
    });
  }

  /** Takes in the files of a form. One that is refused is an item with its problem, and the others go on. */
  async add(actor: Actor, conversationId: string, form: FormFiles): Promise<UploadAnswer> {
    refuseIfRestricted(actor);
    await this.conversations.find(actor, conversationId);
    const { maxAttachments, maxAttachmentBytes: maxBytes } = this.settings.of(ChatSettings);
    let count = await this.attachments.count(actor.id, conversationId);
    const items: UploadedFile[] = [];
    await form(async (file) => {
      if (count >= maxAttachments) throw tooManyAttachments();
      const item = await this.files.add(actor, conversationId, file, {
        maxBytes,
        onReceived: (tx, { id, name, size }) =>
          this.attachments.add(tx, { id, conversationId, ownerId: actor.id, name, size, createdAt: this.clock.now() }),
      });
      if (item.document !== null) count += 1;
      items.push(item);
    });
    if (items.length === 0) throw noAttachment();
    return { items };
  }

  /** Only one that no question was asked with: the others go with their conversation. @throws Problem `attachment-not-found` */
  async remove({ tx, actor, audit }: AuditedCall, conversationId: string, id: string): Promise<void> {
    const held = await this.attachments.holdUnsent(tx, actor.id, conversationId, id);
    if (held === null) throw attachmentNotFound();
    await this.files.remove(tx, id);
    audit.add({ object: { type: 'document', id } });
  }

  /** The file as it was sent. Each time is an event, recorded before the first byte leaves. */
  async download(actor: Actor, conversationId: string, id: string): Promise<SentAttachment> {
    const file = await this.fileOf(actor, conversationId, id);
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: { id: actor.id, role: actor.role },
        action: 'attachment.downloaded',
        object: { type: 'document', id },
        outcome: 'success',
      }),
    );
    return file;
  }

  /** A passage that an answer of the conversation cites. */
  async passage(actor: Actor, conversationId: string, chunkId: string): Promise<Passage> {
    await this.conversations.find(actor, conversationId);
    return this.files.passage(actor, conversationId, chunkId);
  }

  /**
   * What a question is asked with, in the order of `ids`; from then on it stays as long as its conversation. The conversation is locked.
   * @throws Problem `attachment-not-found`, `attachment-not-ready`, `attachment-failed`
   */
  async take(tx: Tx, actor: Actor, conversationId: string, ids: readonly string[], at: Date): Promise<MessageAttachment[]> {
    const wanted = [...new Set(ids)].slice(0, mostAttachments);
    if (wanted.length === 0) return [];
    const held = await this.attachments.hold(tx, actor.id, conversationId, wanted);
    if (held.length < wanted.length) throw attachmentNotFound();
    const states = await this.files.statesOf(actor, conversationId, wanted);
    for (const id of wanted) {
      const state = states.get(id)?.state;
      if (state === 'processing') throw attachmentNotReady();
      if (state !== 'ready') throw attachmentFailed();
    }
    await this.attachments.markSent(tx, wanted, at);
    const named = await this.named(actor, wanted);
    return wanted.flatMap((id) => named.get(id) ?? []);
  }

  /** Names and sizes of files; one that is gone is missing. */
  async named(actor: Pick<Actor, 'id'>, ids: readonly string[]): Promise<Map<string, MessageAttachment>> {
    const kept = ids.length === 0 ? [] : await this.attachments.several(actor.id, [...new Set(ids)]);
    return new Map(kept.map(({ id, name, size }) => [id, { id, name, size }]));
  }

  private async fileOf(actor: Actor, conversationId: string, id: string): Promise<SentAttachment> {
    const [kept] = await this.attachments.several(actor.id, [id]);
    if (kept?.conversationId !== conversationId) throw notFound();
    return this.files.file(actor, conversationId, id, kept.name);
  }
}

function idsOf(kept: readonly KeptAttachment[]): string[] {
  return kept.map(({ id }) => id);
}

function attachmentOf({ id, name, createdAt, sentAt }: KeptAttachment, file: AttachedFile): Attachment {
  const { size, mediaType, state, problem, pages, chunks, jobId } = file;
  return {
    id,
    name,
    size,
    mediaType,
    state,
    problem: problem === null ? null : problemOf(problem),
    pages,
    hasText: chunks > 0,
    jobId: state === 'processing' ? jobId : null,
    isSent: sentAt !== null,
    createdAt: createdAt.toISOString(),
  };
}
