import * as z from 'zod/mini';

/** The part of a JSON Schema that fits in a sentence. */
interface Described {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Described[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** What zod says by itself; the schema says the same in fewer words, with all that is allowed. */
const ownWords = /^(Invalid|Too big|Too small|Unrecognized)/;

/**
 * The expected value in words: range, allowed values, kind. zod's small form has no such texts, and "Invalid input" leaves
 * an operator at the start to guess.
 */
export function expectationOf(schema: z.ZodMiniType, issues: readonly z.core.$ZodIssue[] = []): string {
  const described = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Described;
  const rules = issues.map(({ message }) => message).filter((message) => !ownWords.test(message));
  // A rule in words says what its pattern only shows.
  const isPattern = described.pattern !== undefined && rules.length > 0;
  return [...new Set([...(isPattern ? [] : [inWords(described)]), ...rules])].join('; ');
}

function inWords(schema: Described): string {
  if (schema.anyOf) return oneOf(schema.anyOf.map(inWords));
  if (Array.isArray(schema.type)) return oneOf(schema.type.map((type: string) => inWords({ ...schema, type })));
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return oneOf(schema.enum.map((value) => JSON.stringify(value)));
  switch (schema.type) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return 'a list of strings';
    case 'object':
      return 'an object';
    case 'string':
      return text(schema);
    default:
      return 'another value';
  }
}

function range({ minimum, maximum }: Described): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

function text({ minLength, maxLength, format, pattern }: Described): string {
  if (format === 'uri') return 'an address that starts with http:// or https://';
  if (pattern !== undefined) return `text of the form ${pattern}`;
  if (minLength !== undefined && maxLength !== undefined) return `text of ${minLength} to ${maxLength} characters`;
  if (minLength !== undefined) return `text of at least ${minLength} ${minLength === 1 ? 'character' : 'characters'}`;
  return 'a text';
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Names whose values are never shown. */
const secretName = /password|secret|token|key/i;
const shownCharacters = 60;

/**
 * The found value, for a log or a terminal: never a secret, and never an address, which may hold user, password or a key in its path.
 * The operator can look it up at its source.
 */
export function foundOf(name: string, value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'string')
    return isPlain(value) ? JSON.stringify(value) : `${Array.isArray(value) ? 'a list' : 'an object'}`;
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(value)?.[1];
  if (scheme !== undefined) return `an address that starts with ${scheme}://`;
  if (secretName.test(name) || value.includes('@') || value.includes('://')) return 'text that is not shown here';
  const shown = value.length > shownCharacters ? `${value.slice(0, shownCharacters)}…` : value;
  return `the text ${JSON.stringify(shown)}`;
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}
