import { fieldsOf, textIn } from '../../wire/answer-reader.js';

/** The ids in a list of models as OpenAI, Anthropic and Mistral write it. */
export function idsOf(answer: unknown): string[] {
  return textsOf(fieldsOf(answer)?.['data'], 'id');
}

/** One text field of every entry of a list that has it. */
export function textsOf(list: unknown, field: string): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => textIn(fieldsOf(entry)?.[field])).filter((text) => text !== '');
}
