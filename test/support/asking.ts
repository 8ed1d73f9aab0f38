import { createParser } from 'eventsource-parser';
import type { GenerationStarted, Message, MessageTree } from '../../libs/contracts/chat/chat.js';
import type { Person } from './people.js';

/** What a reader of one answer has seen. */
export interface Read {
  text: string;
  lastEventId: string | null;
  /** Names of all events but deltas, in order. */
  readonly events: string[];
}

/** A question in a conversation of its own; settles when the application has taken it on. */
export async function asks(person: Person, content: string): Promise<GenerationStarted & { readonly conversationId: string }> {
  const { id } = await person.ask<{ id: string }>('POST', '/chat/conversations', {});
  const started = await person.ask<GenerationStarted>('POST', `/chat/conversations/${id}/messages`, { content });
  return { ...started, conversationId: id };
}

/**
 * Reads an answer as it comes, from the end of an earlier reading, until the stream ends, breaks, or `enough` returns true.
 * A broken connection is not an error here: the tests are about it.
 */
export async function reads(
  person: Person,
  generationId: string,
  read: Read = { text: '', lastEventId: null, events: [] },
  enough: (read: Read) => boolean = () => false,
): Promise<Read> {
  const parser = createParser({
    onEvent({ event, data, id }) {
      if (event === 'delta') {
        read.text += (JSON.parse(data) as { text: string }).text;
        read.lastEventId = id ?? null;
      } else if (event !== undefined) read.events.push(event);
    },
  });
  try {
    const headers: Record<string, string> = read.lastEventId === null ? {} : { 'Last-Event-ID': read.lastEventId };
    const response = await person.send('GET', `/chat/generations/${generationId}/events`, undefined, headers);
    const decoder = new TextDecoder();
    for await (const part of response.body!) {
      parser.feed(decoder.decode(part as Uint8Array, { stream: true }));
      if (enough(read)) break;
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return read;
}

export async function messagesOf(person: Person, conversationId: string): Promise<readonly Message[]> {
  return (await person.ask<MessageTree>('GET', `/chat/conversations/${conversationId}/messages`)).items;
}

/** A question in a conversation of its own, and the message that its answer came to. */
export async function answered(
  person: Person,
  content: string,
): Promise<{ readonly conversationId: string; readonly generationId: string; readonly answer: Message }> {
  const { conversationId, generation } = await asks(person, content);
  await reads(person, generation.id);
  return { conversationId, generationId: generation.id, answer: (await messagesOf(person, conversationId)).at(-1)! };
}
