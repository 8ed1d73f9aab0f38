import { Injectable } from '@nestjs/common';
import type { ExportAllQuery, ExportFormat } from '#contracts/chat/chat-export.js';
import type { AuditedCall } from '#platform/access/call.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { uniqueName } from '#platform/text/unique-name.js';
import { tooManyForZip } from '../chat.errors.js';
import { ConversationReading } from './conversation-reading.js';
import { ExportRepository } from './export.repository.js';
import { fileNameOf } from './file-name.rules.js';
import { htmlForm } from './forms/html/html-form.js';
import { jsonDocument, jsonMediaType } from './forms/json-form.js';
import { markdownForm } from './forms/markdown-form.js';
import { titleOf } from './forms/message-words.rules.js';
import type { ExportForm, OpenedConversation } from './forms/opened-conversation.js';
import { mostZippedFiles, zipped, type ZippedFile } from './zip.js';

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
}

const forms: Readonly<Record<Exclude<ExportFormat, 'json'>, ExportForm>> = { markdown: markdownForm, html: htmlForm };

/**
 * People take their own conversations with them. It goes on while processing is restricted (GDPR Art. 18 and 20). What is exported is
 * read while it is sent.
 */
@Injectable()
export class ExportService {
  constructor(
    private readonly reading: ConversationReading,
    private readonly exports: ExportRepository,
    private readonly clock: Clock,
  ) {}

  async one({ actor, audit }: AuditedCall, id: string, format: ExportFormat): Promise<ExportedFile> {
    const opened = await this.reading.open(actor, id);
    audit.add({ detail: { format, conversations: 1, messages: opened.size } });
    return this.fileOf(opened, format);
  }

  /** All, or those of `wanted` that are there. */
  async all({ actor, audit }: AuditedCall, { format, ids: wanted }: ExportAllQuery): Promise<ExportedFile> {
    const found = await this.exports.conversationsOf(actor.id, wanted ?? null);
    const messages = found.reduce((sum, conversation) => sum + conversation.messages, 0);
    audit.add({ object: { type: 'user', id: actor.id }, detail: { format, conversations: found.length, messages } });
    const ids = found.map(({ id }) => id);
    if (format === 'json') return this.documentOf('Conversations', this.opened(actor, ids));
    if (ids.length === 1) return this.fileOf(await this.reading.open(actor, ids[0]!), format);
    if (ids.length > mostZippedFiles) throw tooManyForZip();
    const parts = zipped(files(this.opened(actor, ids), forms[format]));
    return { name: 'Conversations.zip', mediaType: 'application/zip', parts };
  }

  private fileOf(opened: OpenedConversation, format: ExportFormat): ExportedFile {
    const title = titleOf(opened.conversation);
    if (format === 'json') return this.documentOf(title, only(opened));
    const form = forms[format];
    return { name: fileNameOf(title, form.extension), mediaType: form.mediaType, parts: form.write(opened) };
  }

  private documentOf(title: string, conversations: AsyncIterable<OpenedConversation>): ExportedFile {
    return { name: fileNameOf(title, 'json'), mediaType: jsonMediaType, parts: jsonDocument(conversations, this.clock.now()) };
  }

  private async *opened(actor: Actor, ids: readonly string[]): AsyncGenerator<OpenedConversation> {
    for (const id of ids) yield await this.reading.open(actor, id);
  }
}

async function* only(opened: OpenedConversation): AsyncGenerator<OpenedConversation> {
  yield await Promise.resolve(opened);
}

/** One file a conversation, oldest first by the day in its name. */
async function* files(conversations: AsyncIterable<OpenedConversation>, form: ExportForm): AsyncGenerator<ZippedFile> {
  const taken = new Set<string>();
  for await (const opened of conversations) {
    const { createdAt, updatedAt } = opened.conversation;
    const name = fileNameOf(`${createdAt.slice(0, 10)} ${titleOf(opened.conversation)}`, form.extension);
    yield { name: uniqueName(name, taken), changedAt: new Date(updatedAt), parts: form.write(opened) };
  }
}
