/** A line of `.env` that could be read in two ways, or in none. The text names line and variable, and never shows a value. */
export interface EnvFileFault {
  readonly line: number;
  readonly text: string;
}

export interface EnvFile {
  readonly variables: Readonly<Record<string, string>>;
  readonly faults: readonly EnvFileFault[];
}

/** A space, or a character that looks like one or is invisible. Never a line end: those are line feeds here, and nothing else. */
const blank = '[ \\t\\f\\v\\u00a0\\u0085\\u2028\\u2029\\0-\\u0008\\u000e-\\u001f\\u007f]';
const surrounding = new RegExp(`^${blank}+|${blank}+$`, 'gu');
const note = new RegExp(`${blank}+#`, 'u');
const assignment = new RegExp(`^(?:export${blank}+)?([A-Za-z_][A-Za-z0-9_.-]*)${blank}*=`, 'u');
const quotes = ['"', "'", '`'];

/**
 * Reads a file of `NAME=value` lines. A value is taken whole or refused, never cut:
 *
 * - nothing is expanded: `$` and `\` are themselves;
 * - `#` begins a note at the beginning of a line, and after a blank behind a value without blanks that is no secret;
 * - quotes (`'`, `"`, `` ` ``) are taken off when they are around the whole value, which may then hold anything but the same quote.
 */
export function parseEnvFile(text: string): EnvFile {
  const lines = text
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?/gu, '\n')
    .split('\n');
  const variables: Record<string, string> = {};
  const faults: EnvFileFault[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = trimmed(lines[at]!);
    if (line === '' || line.startsWith('#')) continue;
    const number = at + 1;
    const [before, name] = assignment.exec(line) ?? [];
    if (before === undefined || name === undefined) {
      faults.push({ line: number, text: 'expected NAME=value, found something else' });
      continue;
    }
    // A quoted value may span several lines: its end is searched for in the following ones.
    const read = valueOf(name, trimmedStart(line.slice(before.length)), lines, at);
    at = read.lastLine;
    if (read.fault === undefined) variables[name] = read.value;
    else faults.push({ line: number, text: `${name}: ${read.fault}` });
  }
  return { variables, faults };
}

type Read =
  | { readonly value: string; readonly lastLine: number; readonly fault?: undefined }
  | { readonly fault: string; readonly lastLine: number };

function valueOf(name: string, rest: string, lines: readonly string[], at: number): Read {
  return quotes.includes(rest.charAt(0)) ? quoted(rest, lines, at) : unquoted(name, rest, at);
}

/** Half a secret would be taken for the whole one, and everything sealed under it. */
const secretName = /(PASSWORD|SECRET)$/;

function unquoted(name: string, rest: string, lastLine: number): Read {
  const noteAt = note.exec(` ${rest}`)?.index;
  if (noteAt === undefined) return { value: rest, lastLine };
  const value = trimmed(rest.slice(0, Math.max(0, noteAt - 1)));
  const isDoubtful = new RegExp(blank, 'u').test(value) || /^#[^\s#]/u.test(trimmedStart(rest.slice(value.length)));
  if (isDoubtful || (secretName.test(name) && value !== ''))
    return {
      fault: 'expected comments on their own line, or the value in quotes; found a # that could belong to either',
      lastLine,
    };
  return { value, lastLine };
}

function quoted(rest: string, lines: readonly string[], at: number): Read {
  const quote = rest.charAt(0);
  let value = rest.slice(1);
  let lastLine = at;
  while (!value.includes(quote) && lastLine + 1 < lines.length) value += `\n${lines[++lastLine]!}`;
  const end = value.indexOf(quote);
  if (end < 0) return { fault: `expected a closing ${quote}, found none`, lastLine: at };
  const after = trimmed(value.slice(end + 1));
  if (after !== '' && !after.startsWith('#'))
    return { fault: `expected nothing after the closing ${quote}, found more text`, lastLine };
  const inner = value.slice(0, end);
  if (quote === '"' && /\\[nrt"\\$]/u.test(inner))
    return {
      fault:
        'expected no \\ before n, r, t, $, " or \\ in double quotes, because programs read it differently; use single quotes',
      lastLine,
    };
  return { value: inner, lastLine };
}

function trimmed(text: string): string {
  return text.replace(surrounding, '');
}

function trimmedStart(text: string): string {
  return text.replace(new RegExp(`^${blank}+`, 'u'), '');
}
