import { AsyncLocalStorage } from 'node:async_hooks';
import { errorName } from '../logging/error-name.js';

/** All that a span may say. Names of things and figures: nothing that a person wrote, and nobody's name. */
export const factNames = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'db.system.name',
  'db.query.summary',
  'gen_ai.provider.name',
  'gen_ai.request.model',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'chat_man.request_id',
  'chat_man.outcome',
  'chat_man.passages',
  'error.type',
] as const;

export type Facts = Readonly<Partial<Record<(typeof factNames)[number], string | number | undefined>>>;

/** A piece of work that is being timed. */
export interface Span {
  child(name: string, facts?: Facts): Span;
  set(facts: Facts): void;
  rename(name: string): void;
  /** @param failure what it threw, if it did */
  end(failure?: unknown): void;
}

/** Begins traces, and sends what was recorded. */
export interface TraceRecorder {
  /** @param parent `traceparent` of a caller that is believed */
  begin(name: string, kind: 'server' | 'internal', parent?: string): Span;
  /** Sends what is left. */
  close(): Promise<void>;
}

const spans = new AsyncLocalStorage<Span>();

/** The span of what is running, where traces are recorded. */
export function currentSpan(): Span | undefined {
  return spans.getStore();
}

export function withSpan<Result>(span: Span, work: () => Result): Result {
  return spans.run(span, work);
}

/** Times work as a part of what is running. Where no trace is recorded it only runs. */
export async function inSpan<Result>(name: string, work: (span: Span | undefined) => Promise<Result>): Promise<Result> {
  const span = currentSpan()?.child(name);
  return span === undefined ? work(undefined) : timed(span, work);
}

/** Runs work in a span and ends it. */
export async function timed<Result>(span: Span, work: (span: Span) => Promise<Result>): Promise<Result> {
  let failure: unknown;
  try {
    return await withSpan(span, () => work(span));
  } catch (error) {
    failure = error ?? 'unknown';
    throw error;
  } finally {
    span.end(failure);
  }
}

/** A value as it may leave: a figure, or a name without spaces that is not long. Whatever else comes here by mistake is withheld. */
export function shownFact(name: string, value: string | number): string | number {
  if (typeof value === 'number') return value;
  const shape = name === 'db.query.summary' ? /^[\w.:-]+( [\w.-]+)*$/ : /^[\w.:/@{}*+-]+$/;
  return value.length <= 160 && shape.test(value) ? value : 'withheld';
}

/** What is said of a failure: its class and code. */
export function failureName(failure: unknown): string {
  return errorName(failure).replaceAll(' ', '.');
}
