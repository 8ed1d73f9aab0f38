import { createParser } from 'eventsource-parser';
import type { SeenEvent } from './event-stream.js';
import type { Person } from './people.js';

/** A stream of live events that is being read. Heartbeats count as silence. */
export interface LiveReader {
  readonly status: number;
  readonly seen: readonly SeenEvent[];
  /** As `Last-Event-ID` would be sent, heartbeats included. */
  lastId(): string | undefined;
  /** Whether the server has ended it. */
  hasEnded(): boolean;
  leave(): Promise<void>;
}

/** Settles once the server has begun to answer. */
export async function followsLive(person: Pick<Person, 'send'>, lastEventId?: string): Promise<LiveReader> {
  const response = await person.send(
    'GET',
    '/events',
    undefined,
    lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
  );
  const seen: SeenEvent[] = [];
  let lastId: string | undefined;
  let hasEnded = false;
  const parser = createParser({
    onEvent({ event = 'message', id, data }) {
      lastId = id;
      if (event !== 'heartbeat') seen.push({ event, id, data: JSON.parse(data) as SeenEvent['data'] });
    },
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value);
  })()
    .catch(() => undefined)
    .finally(() => (hasEnded = true));
  return {
    status: response.status,
    seen,
    lastId: () => lastId,
    hasEnded: () => hasEnded,
    async leave() {
      await reader.cancel();
      await reading;
    },
  };
}
