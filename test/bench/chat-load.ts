import { Agent, request, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

/** Times of one answer, in milliseconds: to its first text, and between its texts on average. */
export interface Timing {
  readonly firstToken: number;
  readonly perToken: number;
}

export interface Figures {
  readonly answers: number;
  readonly errors: number;
  readonly firstToken: Percentiles;
  readonly perToken: Percentiles;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** One way to get an answer of `tokens` tokens. */
export type Ask = (index: number) => Promise<Timing>;

const kept = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
const agent = new Agent(kept);
const tlsAgent = new TlsAgent(kept);

/** `parallel` concurrent readers, each with one answer after the other, `answers` in all. */
export async function inParallel(ask: Ask, parallel: number, answers: number): Promise<Figures> {
  let next = 0;
  const timings: (Timing | null)[] = [];
  const reader = async (): Promise<void> => {
    while (next < answers) timings.push(await tried(ask, next++));
  };
  await Promise.all(Array.from({ length: Math.min(parallel, answers) }, reader));
  return figuresOf(timings);
}

/** A new question every `1000 / perSecond` milliseconds, whether or not the earlier ones have their answers. */
export async function atRate(ask: Ask, perSecond: number, answers: number): Promise<Figures> {
  const began = performance.now();
  const asked = Array.from({ length: answers }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (index * 1000) / perSecond - performance.now())));
    return tried(ask, index);
  });
  return figuresOf(await Promise.all(asked));
}

export interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function call({ url, method, headers = {}, body }: Call): Promise<IncomingMessage> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const lengths = payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {};
    const options = { method, headers: { ...headers, ...lengths } };
    const sent = url.startsWith('https:')
      ? tlsRequest(url, { ...options, agent: tlsAgent }, resolve)
      : request(url, { ...options, agent }, resolve);
    sent.on('error', reject).end(payload);
  });
}

export async function jsonOf<Answer>(response: IncomingMessage): Promise<Answer> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part as string;
  if (response.statusCode! >= 400) throw new Error(`${response.statusCode}: ${text}`);
  return JSON.parse(text) as Answer;
}

/** Reads a stream to its end. `textIn` says how much text a piece of it carries. */
export async function timed(
  began: number,
  response: IncomingMessage,
  tokens: number,
  textIn: (piece: string) => boolean,
): Promise<Timing> {
  let first: number | null = null;
  let last = began;
  for await (const piece of response.setEncoding('utf8')) {
    if (!textIn(piece as string)) continue;
    last = performance.now();
    first ??= last;
  }
  if (first === null) throw new Error('No text came.');
  return { firstToken: first - began, perToken: (last - first) / Math.max(1, tokens - 1) };
}

async function tried(ask: Ask, index: number): Promise<Timing | null> {
  try {
    return await ask(index);
  } catch (error) {
    console.error(`answer ${index} failed: ${(error as Error).message}`);
    return null;
  }
}

function figuresOf(timings: readonly (Timing | null)[]): Figures {
  const good = timings.filter((timing) => timing !== null);
  return {
    answers: good.length,
    errors: timings.length - good.length,
    firstToken: percentiles(good.map((timing) => timing.firstToken)),
    perToken: percentiles(good.map((timing) => timing.perToken)),
  };
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
