import type { Citation } from '#contracts/rag.js';
import { answerStart } from '#contracts/chat/thoughts.js';
import { shownText } from '#contracts/shown-text.js';

type Source = Pick<Citation, 'mark' | 'quote' | 'title' | 'page'>;

/** An answer as Markdown, without what the model thought before it. */
export function answerOf(content: string): string {
  return content.slice(answerStart(content));
}

/** With a list of its sources below, so that the marks mean something where it is pasted. */
export function withSources(content: string, citations: readonly Source[]): string {
  const answer = answerOf(content).trimEnd();
  return citations.length === 0 ? answer : $localize`${answer}\n\nSources:\n${sourceLines(citations).join('\n')}`;
}

/** One line for each source: its mark, the quote, the document and the page. */
export function sourceLines(citations: readonly Source[]): string[] {
  return citations.map(({ mark, quote, title, page }) => {
    const place = page === null ? title : `${title}, p. ${String(page)}`;
    return `[${String(mark)}] “${shownText(quote).replaceAll(/\s+/g, ' ').trim()}” (${shownText(place)})`;
  });
}

/** Whether a question takes so much room that it is folded. */
export function isLong(question: string): boolean {
  return question.length > 1200 || question.split('\n').length > 14;
}

/** A passage as a quote at the head of a question. */
export function quoted(passage: string): string {
  const lines = passage.trim().split(/\n+/);
  return `${lines.map((line) => `> ${line}`).join('\n')}\n\n`;
}
