import type { Readable } from 'node:stream';
import type { AnswerReader } from './answer-reader.js';
import { malformed } from './answer-reader.js';
import { LineSplitter, LineTooLong } from './line-splitter.js';
import { ProviderFailure, type ProviderErrorCode, type ProviderEvent, type TimeLimits } from '../llm-provider.js';
import { callModelServer, textOf, type ModelReply, type ModelServerAddress } from './model-http.js';
import { isCloudModel, refusalOf } from '../refusal.rules.js';
import { StallWatch } from './stall-watch.js';
import { ThinkingSplitter } from './thinking-splitter.js';

export interface AnswerCall {
  readonly address: ModelServerAddress;
  readonly path: string;
  /** Evaluated for each attempt: what a server refuses may be left out of the next. */
  readonly body: () => unknown;
  /** Whether to retry after a refusal with this text. */
  readonly adapts: (refusal: string) => boolean;
  readonly leftOut: () => readonly string[];
  readonly allowsRemote: boolean;
  readonly model: string;
  readonly digest: string | null;
  readonly limits: TimeLimits;
  readonly reader: AnswerReader;
}

/** One try at one answer: opens the connection, reads events, and closes it however this ends. Keeps the promises of `LlmProvider.chat`. */
export function streamAnswer(call: AnswerCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void, undefined> {
  return watchedAnswer(call, signal, (leaving) => readAnswer(call, leaving));
}

/** The events that `read` gives, ended by our own limits of time and by `signal`; `read` gets the signal that closes its connection. */
export async function* watchedAnswer(
  call: Pick<AnswerCall, 'model' | 'allowsRemote' | 'limits'>,
  signal: AbortSignal,
  read: (leaving: AbortSignal) => AsyncIterable<ProviderEvent>,
): AsyncGenerator<ProviderEvent, void, undefined> {
  if (signal.aborted) return yield { type: 'done', reason: 'aborted' };
  if (isCloudModel(call.model) && !call.allowsRemote)
    return yield { type: 'error', code: 'model-name-refused', retryable: false };
  const hangUp = new AbortController();
  let stalled: ProviderErrorCode | null = null;
  const watch = new StallWatch(call.limits, (code) => {
    stalled = code;
    hangUp.abort();
  });
  const leave = (): void => hangUp.abort();
  signal.addEventListener('abort', leave, { once: true });
  try {
    for await (const event of read(hangUp.signal)) {
      if (event.type === 'remote' && !call.allowsRemote)
        return yield { type: 'error', code: 'model-name-refused', retryable: false };
      if (event.type === 'token' || event.type === 'thinking') watch.token();
      yield event;
      if (event.type === 'done' || event.type === 'error') return;
    }
  } catch (error) {
    yield endingOf(error, stalled, signal);
  } finally {
    watch.stop();
    signal.removeEventListener('abort', leave);
  }
}

/** What an error that broke an answer off means; `stalled`: which limit of time had run out. */
function endingOf(error: unknown, stalled: ProviderErrorCode | null, signal: AbortSignal): ProviderEvent {
  if (signal.aborted) return { type: 'done', reason: 'aborted' };
  if (stalled) return { type: 'error', code: stalled, retryable: false };
  if (error instanceof LineTooLong) return malformed;
  if (error instanceof ProviderFailure) return { type: 'error', code: error.code, retryable: error.retryable };
  return { type: 'error', code: 'answer-cut', retryable: false };
}

async function* readAnswer(call: AnswerCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void, undefined> {
  const { reader } = call;
  const reply = await answerTo(call, signal);
  const thinking = new ThinkingSplitter();
  yield { type: 'start', model: call.model, digest: call.digest, leftOut: call.leftOut() };
  try {
    const splitter = new LineSplitter();
    for await (const piece of reply.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      yield* splitThinking(merged(splitter.push(piece), reader), thinking);
    }
    const rest = splitter.rest();
    yield* splitThinking([...(rest === '' ? [] : reader.line(rest)), ...reader.end()], thinking);
  } finally {
    letGo(reply.body, reader);
  }
}

/** After the closing line only the end of the body is missing: read it, so that the connection serves the next answer too. */
function letGo(body: Readable, reader: AnswerReader): void {
  if (!reader.isFinished) {
    body.destroy();
    return;
  }
  const limit = setTimeout(() => body.destroy(), 1_000).unref();
  body.once('close', () => clearTimeout(limit));
  body.once('error', () => undefined).resume();
}

/** Tokens that arrived in one piece go on as one event: fewer steps for the same text. */
function merged(lines: readonly string[], reader: AnswerReader): readonly ProviderEvent[] {
  if (lines.length === 1) return reader.line(lines[0]!);
  const events: ProviderEvent[] = [];
  for (const line of lines) {
    for (const event of reader.line(line)) {
      const last = events.at(-1);
      if (event.type === 'token' && last?.type === 'token')
        events[events.length - 1] = { type: 'token', text: last.text + event.text };
      else events.push(event);
    }
  }
  return events;
}

/** What a model writes between its tags for thinking is not part of the answer. */
export function splitThinking(events: readonly ProviderEvent[], apart: ThinkingSplitter): ProviderEvent[] {
  return events.flatMap((event) => {
    if (event.type === 'token') return apart.push(event.text);
    return event.type === 'done' || event.type === 'error' ? [...apart.end(), event] : [event];
  });
}

/** The beginning of the answer. Retries without the parameters that an older server names as unknown. */
async function answerTo(call: AnswerCall, signal: AbortSignal): Promise<ModelReply> {
  for (;;) {
    const { address, path, limits } = call;
    const reply = await callModelServer(address, { method: 'POST', path, body: call.body(), connectMs: limits.connect, signal });
    if (reply.status === 200) {
      if (/html/u.test(reply.contentType)) throw new ProviderFailure('answer-malformed', false);
      return reply;
    }
    const text = await textOf(reply);
    const { code, retryable } = refusalOf(reply.status, text);
    const isAboutParameters = reply.status === 400 || reply.status === 422;
    if (!isAboutParameters || !call.adapts(text)) throw new ProviderFailure(code, retryable);
  }
}
