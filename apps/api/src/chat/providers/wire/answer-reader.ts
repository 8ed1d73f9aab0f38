import type { ProviderEvent } from '../llm-provider.js';

/** Parses the lines of one answer into events. Pure: no clock, no socket. */
export interface AnswerReader {
  /** Whether the answer is complete, so that nothing of worth can follow. */
  readonly isFinished: boolean;
  line(line: string): readonly ProviderEvent[];
  /** What the end of the body means: the events still owed, or an error where the answer was not finished. */
  end(): readonly ProviderEvent[];
}

export const malformed: ProviderEvent = { type: 'error', code: 'answer-malformed', retryable: false };
export const cut: ProviderEvent = { type: 'error', code: 'answer-cut', retryable: false };

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function countIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** What a message says: a text, or a list of parts, of which some may be thinking. Null for what is neither. */
export function saidIn(content: unknown): readonly ProviderEvent[] | null {
  if (content === undefined || content === null || content === '') return [];
  if (typeof content === 'string') return [{ type: 'token', text: content }];
  return Array.isArray(content) ? content.flatMap(partEvents) : null;
}

function partEvents(part: unknown): ProviderEvent[] {
  if (typeof part === 'string') return part === '' ? [] : [{ type: 'token', text: part }];
  const fields = fieldsOf(part) ?? {};
  if (fields['type'] === 'thinking' || fields['type'] === 'reasoning' || fields['thought'] === true) {
    const thought = [fields['thinking'] ?? fields['reasoning'] ?? fields['text']].flat().map(textOfPart).join('');
    return thought === '' ? [] : [{ type: 'thinking', text: thought }];
  }
  const text = textOfPart(part);
  return text === '' ? [] : [{ type: 'token', text }];
}

function textOfPart(part: unknown): string {
  return textIn(part) || textIn(fieldsOf(part)?.['text']) || textIn(fieldsOf(part)?.['refusal']);
}

export function isToolCall(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : fieldsOf(value) !== null;
}

/** The words of an error, whose form every server makes up for itself. Only for rules that recognise kinds of failures. */
export function errorWords(error: unknown): string {
  return typeof error === 'string' ? error : JSON.stringify(error);
}
