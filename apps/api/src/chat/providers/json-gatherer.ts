import { fieldsOf, type Fields } from './answer-reader.js';
import { longestLine } from './line-splitter.js';

/** Reads JSON objects out of lines: one a line, or one over several lines, as a server sends that prints its JSON nicely. */
export class JsonGatherer {
  private pending = '';

  get isWaiting(): boolean {
    return this.pending !== '';
  }

  /** The object that this line completes; null when more has to come. Throws where it cannot become one. */
  push(line: string): Fields | null {
    const text = this.pending === '' ? line : `${this.pending}\n${line}`;
    if (text.length > longestLine) throw new SyntaxError();
    const parsed = parsedOrNull(text);
    if (parsed === null) {
      // No text in JSON goes over the end of a line, and an object that has ended gets no better.
      if (endsInString(line) || !/^\s*[[{]/u.test(text)) throw new SyntaxError();
      this.pending = text;
      return null;
    }
    this.pending = '';
    const fields = fieldsOf(parsed.value);
    if (!fields) throw new SyntaxError();
    return fields;
  }
}

function parsedOrNull(text: string): { readonly value: unknown } | null {
  if (!/[}\]"\w]\s*$/u.test(text)) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function endsInString(line: string): boolean {
  return (line.replace(/\\./gu, '').split('"').length - 1) % 2 === 1;
}
