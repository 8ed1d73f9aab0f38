import { fieldsOf, type Fields } from './answer-reader.js';
import { longestLine } from './line-splitter.js';

/** Reads JSON objects out of lines: one a line, or one over several lines, as a server sends that prints its JSON nicely. */
export class JsonGatherer {
  private pending: string[] = [];
  private length = 0;
  /** Brackets that are open. */
  private depth = 0;

  get isWaiting(): boolean {
    return this.pending.length > 0;
  }

  /** The object that this line completes; null when more has to come. Throws where it cannot become one. */
  push(line: string): Fields | null {
    if (this.pending.length === 0) {
      const whole = parsedOrNull(line);
      if (whole !== null) return object(whole.value);
    }
    this.depth += openedBy(line);
    this.length += line.length;
    if (this.depth < 0 || this.length > longestLine) throw new SyntaxError();
    this.pending.push(line);
    if (this.depth > 0) return null;
    const text = this.pending.join('\n');
    this.pending = [];
    this.length = 0;
    return object(JSON.parse(text));
  }
}

function parsedOrNull(line: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return null;
  }
}

function object(value: unknown): Fields {
  const fields = fieldsOf(value);
  if (!fields) throw new SyntaxError();
  return fields;
}

/** How many more brackets a line opens than it closes. No text in JSON goes over the end of a line. */
function openedBy(line: string): number {
  const signs = line.replaceAll(/"(?:[^"\\]|\\.)*"/gu, '');
  if (signs.includes('"')) throw new SyntaxError();
  return (signs.match(/[[{]/gu)?.length ?? 0) - (signs.match(/[\]}]/gu)?.length ?? 0);
}
