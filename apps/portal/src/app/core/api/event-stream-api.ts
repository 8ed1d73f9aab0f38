import { Service, inject } from '@angular/core';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiProblem } from './api-problem.js';
import { Connection } from './connection.js';
import { ConnectionWatch, backoff } from './connection-watch.js';
import { PortalApi, type Call } from './portal-api.js';

/** What a reader of a stream gets: an event, or that the connection is lost and being re-established. */
export type StreamItem =
  { readonly kind: 'event'; readonly message: EventSourceMessage } | { readonly kind: 'lost' } | { readonly kind: 'back' };

/** No byte for a minute: the connection may be dead without either end knowing. Reconnecting costs nothing. */
const longestSilence = 60_000;

/**
 * Server-sent events by fetch, so that the first request can carry a `Last-Event-ID` and failures come as problems. Continues until the reader stops or the API refuses; a lost connection resumes where it was lost.
 */
@Service()
export class EventStreamApi {
  private readonly api = inject(PortalApi);
  private readonly connection = inject(Connection);
  private readonly watch = inject(ConnectionWatch);

  async *follow(
    path: string,
    lastEventId: string,
    signal: AbortSignal,
    silence = longestSilence,
  ): AsyncGenerator<StreamItem, void> {
    let cursor = lastEventId;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const headers: Record<string, string> = cursor === '' ? {} : { 'Last-Event-ID': cursor };
        for await (const message of this.once(path, { background: true, headers }, signal, silence)) {
          if (failures > 0) yield { kind: 'back' };
          failures = 0;
          if (message.id !== undefined) cursor = message.id;
          yield { kind: 'event', message };
        }
      } catch (failure) {
        if (signal.aborted) return;
        if (failure instanceof ApiProblem && failure.status >= 400 && failure.status < 500 && failure.status !== 429)
          throw failure;
      }
      yield { kind: 'lost' };
      await this.connection.pause(backoff(failures), signal);
      failures++;
    }
  }

  /** The events of one answer to one call. What is lost of them can't be had again: then it ends early, or fails. */
  answerTo(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<EventSourceMessage, void> {
    return this.once(path, { method: 'POST', body }, signal, longestSilence);
  }

  private async *once(
    path: string,
    call: Pick<Call, 'method' | 'body' | 'background' | 'headers'>,
    signal: AbortSignal,
    longest: number,
  ): AsyncGenerator<EventSourceMessage, void> {
    const silence = new AbortController();
    const within = async <Result>(waited: Promise<Result>): Promise<Result> => {
      const timer = setTimeout(() => {
        void this.watch.look(); // a proxy that holds events back is no lost connection
        silence.abort();
      }, longest);
      return waited.finally(() => {
        clearTimeout(timer);
      });
    };
    const response = await within(
      this.api.send(path, {
        ...call,
        signal: AbortSignal.any([signal, silence.signal]),
        headers: { Accept: 'text/event-stream', ...call.headers },
      }),
    );
    if (response.body === null) return;
    const arrived: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => arrived.push(message) });
    const bytes = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (;;) {
        const { done, value } = await within(bytes.read());
        if (done) return;
        parser.feed(value);
        yield* arrived.splice(0);
      }
    } finally {
      // The reader may have stopped early: nobody waits for the rest.
      silence.abort();
    }
  }
}
