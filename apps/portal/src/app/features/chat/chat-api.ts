import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import {
  Conversation,
  ConversationPage,
  GenerationEvent,
  GenerationStarted,
  MessageTree,
  ModelList,
  type ChangeConversation,
  type Feedback,
  type Message,
  type SendMessage,
  type StartConversation,
} from '#contracts/chat.js';
import { EventStreamApi } from '../../core/api/event-stream-api.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** An event of a generation with the length of the answer after it, or the state of the line to it. */
export type GenerationItem =
  | { readonly kind: 'event'; readonly event: GenerationEvent; readonly cursor: number | null }
  | { readonly kind: 'lost' }
  | { readonly kind: 'back' };

/** What a browser says to the chat room. */
@Service()
export class ChatApi {
  private readonly api = inject(PortalApi);
  private readonly streams = inject(EventStreamApi);

  conversations(query: {
    readonly archived: boolean;
    readonly cursor: string | null;
  }): Promise<z.output<typeof ConversationPage>> {
    const search = new URLSearchParams({
      limit: '100',
      ...(query.archived ? { archived: 'true' } : {}),
      ...(query.cursor === null ? {} : { cursor: query.cursor }),
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

  deleteConversation(id: string): Promise<void> {
    return this.api.tell(`/chat/conversations/${id}`, { method: 'DELETE', keepalive: true });
  }

  restoreConversation(id: string): Promise<Conversation> {
    return this.api.read(`/chat/conversations/${id}/restore`, Conversation, { method: 'POST', once: true });
  }

  async messages(conversationId: string, options: { readonly background: boolean } = { background: false }): Promise<Message[]> {
    return (await this.api.read(`/chat/conversations/${conversationId}/messages`, MessageTree, options)).items;
  }

  send(conversationId: string, body: SendMessage): Promise<GenerationStarted> {
    return this.api.read(`/chat/conversations/${conversationId}/messages`, GenerationStarted, {
      method: 'POST',
      once: true,
      body,
    });
  }

  regenerate(messageId: string): Promise<GenerationStarted> {
    return this.api.read(`/chat/messages/${messageId}/regenerate`, GenerationStarted, { method: 'POST', once: true });
  }

  continueGeneration(generationId: string): Promise<GenerationStarted> {
    return this.api.read(`/chat/generations/${generationId}/continue`, GenerationStarted, { method: 'POST', once: true });
  }

  stop(generationId: string): Promise<void> {
    return this.api.tell(`/chat/generations/${generationId}/stop`, { method: 'POST' });
  }

  giveFeedback(messageId: string, body: Feedback): Promise<void> {
    return this.api.tell(`/chat/messages/${messageId}/feedback`, { method: 'PUT', body });
  }

  models(): Promise<ModelList> {
    return this.api.read('/chat/models', ModelList, { background: true });
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
