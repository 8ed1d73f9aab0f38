import type { ProviderEvent } from './llm-provider.js';

/** Turns the lines of one answer into events. Pure: no clock, no socket. */
export interface AnswerReader {
  /** The content types that an answer of this format may have. */
  readonly contentTypes: readonly string[];
  /** Whether the answer is complete, so that nothing of worth can follow. */
  readonly isFinished: boolean;
  line(line: string): readonly ProviderEvent[];
  /** What the end of the body means: the events still owed, or an error where the answer was not finished. */
  end(): readonly ProviderEvent[];
}

export const malformed: ProviderEvent = { type: 'error', code: 'answer-malformed', retryable: false };
export const cut: ProviderEvent = { type: 'error', code: 'answer-cut', retryable: false };

export type Fields = Readonly<Record<string, unknown>>;

/** The object that a line of JSON holds, or null when it holds none. */
export function objectIn(json: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(json));
  } catch {
    return null;
  }
}

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function countIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
