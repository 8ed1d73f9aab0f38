import type { ProviderEvent } from '../llm-provider.js';

const OPENING = /^\s*<(think|thinking)>/u;
const COULD_OPEN = /^\s*(?:<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?$/u;

/**
 * Models without a field for it write their thinking into the answer, between `<think>` and `</think>`. Only at its beginning: anywhere
 * else such a tag is part of the answer's content. The result does not depend on how the text was cut.
 */
export class ThinkingSplitter {
  private state: 'unknown' | 'thinking' | 'thought' | 'answering' = 'unknown';
  private held = '';
  private closing = '';

  push(text: string): ProviderEvent[] {
    if (this.state === 'answering') return token(text);
    this.held += text;
    if (this.state === 'unknown') return this.beginning();
    return this.state === 'thinking' ? this.thoughts() : this.afterThought();
  }

  /** The rest, once the answer has ended. */
  end(): ProviderEvent[] {
    const rest = this.held;
    this.held = '';
    if (this.state === 'thinking') return thinking(rest);
    return this.state === 'thought' ? [] : token(rest);
  }

  private beginning(): ProviderEvent[] {
    const opening = OPENING.exec(this.held);
    if (opening !== null) {
      this.state = 'thinking';
      this.closing = `</${opening[1] ?? ''}>`;
      this.held = this.held.slice(opening[0].length);
      return this.thoughts();
    }
    if (COULD_OPEN.test(this.held)) return [];
    this.state = 'answering';
    return this.release();
  }

  private thoughts(): ProviderEvent[] {
    const end = this.held.indexOf(this.closing);
    if (end >= 0) {
      const thought = this.held.slice(0, end);
      this.held = this.held.slice(end + this.closing.length);
      this.state = 'thought';
      return [...thinking(thought), ...this.afterThought()];
    }
    const keep = possibleEnd(this.held, this.closing);
    const thought = this.held.slice(0, this.held.length - keep);
    this.held = this.held.slice(this.held.length - keep);
    return thinking(thought);
  }

  private afterThought(): ProviderEvent[] {
    this.held = this.held.trimStart();
    if (this.held === '') return [];
    this.state = 'answering';
    return this.release();
  }

  private release(): ProviderEvent[] {
    const text = this.held;
    this.held = '';
    return token(text);
  }
}

/** How many characters at the end of a text may be the beginning of `tag`. */
function possibleEnd(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1)
    if (tag.startsWith(text.slice(-length))) return length;
  return 0;
}

function token(text: string): ProviderEvent[] {
  return text === '' ? [] : [{ type: 'token', text }];
}

function thinking(text: string): ProviderEvent[] {
  return text === '' ? [] : [{ type: 'thinking', text }];
}
