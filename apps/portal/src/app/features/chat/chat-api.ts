import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import {
  ChatStart,
  Conversation,
  ConversationFolders,
  ConversationList,
  ConversationPage,
  GenerationEvent,
  GenerationStarted,
  MessageTree,
  ModelList,
  type ChangeConversation,
  type ChangeConversations,
  type ChatOffers,
  type Feedback,
  type Regenerate,
  type SendMessage,
  type StartConversation,
} from '#contracts/chat/chat.js';
import type { AskTemporarily } from '#contracts/chat/temporary.js';
import { QuestionFit, type FitQuestion } from '#contracts/chat/question-fit.js';
import { ApiProblem } from '../../core/api/api-problem.js';
import { EventStreamApi } from '../../core/api/event-stream-api.js';
import { PortalApi } from '../../core/api/portal-api.js';
import { nextTask } from '../../core/next-task.js';
import type { ListView } from './rail/list-view.rules.js';

/** An event of a generation with the length of the answer after it, or the state of the line to it. */
export type GenerationItem =
  | { readonly kind: 'event'; readonly event: GenerationEvent; readonly cursor: number | null }
  | { readonly kind: 'lost' }
  | { readonly kind: 'back' };

/** The calls of the chat. */
@Service()
export class ChatApi {
  private readonly api = inject(PortalApi);
  private readonly streams = inject(EventStreamApi);
  private start: {
    readonly id: string | null;
    readonly answer: Promise<ChatStart>;
    readonly left: Set<keyof ChatStart>;
  } | null = null;

  /** The first page of the chat asks for all that it shows in one call; each part of the answer is taken once. */
  begin(conversationId: string | null): void {
    if (this.start !== null) return;
    const query = conversationId === null ? '' : `?conversation=${encodeURIComponent(conversationId)}`;
    const answer = nextTask().then(() => this.api.read(`/chat/start${query}`, ChatStart)); // the page is being made
    answer.catch(() => undefined); // each reader of a part gets the failure
    this.start = { id: conversationId, answer, left: new Set(['conversations', 'models', 'thread', 'offers']) };
  }

  async conversations(query: ListView & { readonly cursor: string | null }): Promise<z.output<typeof ConversationPage>> {
    const { archived, folder, tag, cursor } = query;
    const isFirst = !archived && folder === undefined && tag === undefined && cursor === null;
    const first = isFirst ? await this.takeFirst('conversations') : undefined;
    if (first !== undefined) return first;
    const search = new URLSearchParams({
      limit: '100',
      ...(archived ? { archived: 'true' } : {}),
      ...(folder === undefined ? {} : { folder }),
      ...(tag === undefined ? {} : { tag }),
      ...(cursor === null ? {} : { cursor }),
    });
    return this.api.read(`/chat/conversations?${search.toString()}`, ConversationPage);
  }

  conversation(id: string, options: { readonly background: boolean } = { background: false }): Promise<Conversation> {
    return this.api.read(`/chat/conversations/${id}`, Conversation, options);
  }

  startConversation(body: StartConversation): Promise<Conversation> {
    return this.api.read('/chat/conversations', Conversation, { method: 'POST', once: true, body });
  }

  changeConversation(id: string, body: ChangeConversation): Promise<Conversation> {
    return this.api.read(`/chat/conversations/${id}`, Conversation, { method: 'PATCH', body });
  }

  async changeConversations(ids: readonly string[], changes: ChangeConversations['changes']): Promise<Conversation[]> {
    const body = { ids, changes };
    return (await this.api.read('/chat/conversations/changes', ConversationList, { method: 'POST', once: true, body })).items;
  }

  deleteConversations(ids: readonly string[]): Promise<void> {
    return this.api.tell('/chat/conversations/deletions', { method: 'POST', keepalive: true, body: { ids } });
  }

  async restoreConversations(ids: readonly string[]): Promise<Conversation[]> {
    const body = { ids };
    return (await this.api.read('/chat/conversations/restorations', ConversationList, { method: 'POST', once: true, body }))
      .items;
  }

  copyConversation(id: string): Promise<Conversation> {
    return this.api.read(`/chat/conversations/${id}/copy`, Conversation, { method: 'POST', once: true });
  }

  folders(): Promise<ConversationFolders> {
    return this.api.read('/chat/folders', ConversationFolders, { background: true });
  }

  deleteConversation(id: string): Promise<void> {
    return this.api.tell(`/chat/conversations/${id}`, { method: 'DELETE', keepalive: true });
  }

  restoreConversation(id: string): Promise<Conversation> {
    return this.api.read(`/chat/conversations/${id}/restore`, Conversation, { method: 'POST', once: true });
  }

  async thread(
    conversationId: string,
    options: { readonly background: boolean } = { background: false },
  ): Promise<z.output<typeof MessageTree>> {
    const first = this.start?.id === conversationId ? await this.takeFirst('thread') : undefined;
    if (first === null) throw new ApiProblem(404, 'not-found', $localize`This doesn’t exist, or you don’t have access to it.`);
    return first ?? this.api.read(`/chat/conversations/${conversationId}/messages`, MessageTree, options);
  }

  send(conversationId: string, body: SendMessage): Promise<GenerationStarted> {
    return this.api.read(`/chat/conversations/${conversationId}/messages`, GenerationStarted, {
      method: 'POST',
      once: true,
      body,
    });
  }

  regenerate(messageId: string, body: Regenerate): Promise<GenerationStarted> {
    return this.api.read(`/chat/messages/${messageId}/regenerate`, GenerationStarted, { method: 'POST', once: true, body });
  }

  continueGeneration(generationId: string): Promise<GenerationStarted> {
    return this.api.read(`/chat/generations/${generationId}/continue`, GenerationStarted, { method: 'POST', once: true });
  }

  /** What of a question a model could read, before it is sent. */
  fit(question: FitQuestion): Promise<QuestionFit> {
    return this.api.read('/chat/fit', QuestionFit, { method: 'POST', body: question, background: true });
  }

  stop(generationId: string): Promise<void> {
    return this.api.tell(`/chat/generations/${generationId}/stop`, { method: 'POST' });
  }

  giveFeedback(messageId: string, body: Feedback): Promise<void> {
    return this.api.tell(`/chat/messages/${messageId}/feedback`, { method: 'PUT', body });
  }

  /** What the settings allow; only with the first page of the chat. */
  async offers(): Promise<ChatOffers | null> {
    return (await this.takeFirst('offers')) ?? null;
  }

  async models(): Promise<ModelList> {
    const first = await this.takeFirst('models');
    return first ?? this.api.read('/chat/models', ModelList, { background: true });
  }

  /** The events of a generation after the first `length` characters of its answer. Unknown kinds of events are passed over. */
  async *follow(generationId: string, length: number, signal: AbortSignal): AsyncGenerator<GenerationItem, void> {
    for await (const item of this.streams.follow(`/chat/generations/${generationId}/events`, String(length), signal)) {
      if (item.kind !== 'event') yield item;
      else {
        const event = z.safeParse(GenerationEvent, { event: item.message.event, data: json(item.message.data) });
        if (event.success) yield { kind: 'event', event: event.data, cursor: wholeNumber(item.message.id) };
      }
    }
  }

  /** A question of a conversation that only this tab has. Aborting stops the model. */
  async *askTemporarily(body: AskTemporarily, signal: AbortSignal): AsyncGenerator<GenerationItem & { kind: 'event' }, void> {
    for await (const { event: name, data, id } of this.streams.answerTo('/chat/temporary', body, signal)) {
      const event = z.safeParse(GenerationEvent, { event: name, data: json(data) });
      if (event.success) yield { kind: 'event', event: event.data, cursor: wholeNumber(id) };
    }
  }

  private async takeFirst<Part extends keyof ChatStart>(part: Part): Promise<ChatStart[Part] | undefined> {
    return this.start?.left.delete(part) === true ? (await this.start.answer)[part] : undefined;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
