import { Lexer, walkTokens, type Token } from 'marked';

/** Longer texts are not read as Markdown: that takes more than proportional time, and everybody else would wait for it. */
const mostCharacters = 50_000;
/** Deeper quotes and lists have nothing to say, and are read by recursion. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){40}/mu;

/** A text as Markdown; null where it is none that can be read in good time. */
export function tokensOf(text: string): Token[] | null {
  if (text.length > mostCharacters || TOO_DEEP.test(text)) return null;
  try {
    return new Lexer({ gfm: true, breaks: false }).lex(text);
  } catch {
    return null; // the text is then shown as it is
  }
}

/** Whether a program that shows the text would load something, or read markup in it. */
export function loadsOrRuns(tokens: Token[]): boolean {
  let found = false;
  void walkTokens(tokens, ({ type }) => {
    found ||= type === 'image' || type === 'html';
  });
  return found;
}
