import { readerLocale } from '../../../../../locale/language.js';

/** How a value is entered, read from its JSON Schema. */
export type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'number'; readonly whole: boolean; readonly least: number | null; readonly most: number | null }
  | { readonly kind: 'text'; readonly optional: boolean; readonly form: TextForm }
  | { readonly kind: 'lines'; readonly form: TextForm }
  | { readonly kind: 'fixed' };

/** What a text must look like. */
export interface TextForm {
  readonly isAddress: boolean;
  readonly least: number;
  readonly most: number | null;
  readonly pattern: string | null;
}

type JsonSchema = Readonly<Record<string, unknown>>;

export function controlFor(accepts: JsonSchema): Control {
  const [schema, optional] = withoutNull(accepts);
  if (Array.isArray(schema['enum'])) return { kind: 'choice', options: schema['enum'].map(String) };
  if ('const' in schema) return { kind: 'fixed' };
  const types = schema['type'];
  if (Array.isArray(types)) return controlFor({ anyOf: types.map((type: unknown) => ({ ...schema, type })) });
  switch (types) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        whole: types === 'integer',
        least: boundary(schema['minimum'], Number.MIN_SAFE_INTEGER),
        most: boundary(schema['maximum'], Number.MAX_SAFE_INTEGER),
      };
    case 'string':
      return { kind: 'text', optional, form: formOf(schema) };
    case 'array':
      return { kind: 'lines', form: formOf((schema['items'] ?? {}) as JsonSchema) };
    default:
      return { kind: 'fixed' };
  }
}

/** A value as it stands in its control. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

export type Entered = { readonly value: unknown } | { readonly problem: string };

/** What was entered, as a value; or what is wrong with it. */
export function valueOf(control: Control, text: string): Entered {
  switch (control.kind) {
    case 'switch':
      return { value: text === 'true' };
    case 'choice':
      return control.options.includes(text) ? { value: text } : { problem: $localize`Choose one.` };
    case 'number':
      return numberOf(control, text.trim());
    case 'text':
      return textValue(control, text.trim());
    case 'lines':
      return linesValue(control, text);
    case 'fixed':
      return { problem: $localize`This can’t be changed here.` };
  }
}

/** Which values are taken, in a few words; empty where the control shows it. */
export function boundsWords(control: Control): string {
  if (control.kind === 'lines') return $localize`One per line.`;
  if (control.kind === 'text')
    return [formWords(control.form), control.optional ? $localize`Leave empty for none.` : ''].join(' ').trim();
  if (control.kind !== 'number') return '';
  const kind = control.whole ? $localize`A whole number` : $localize`A number`;
  if (control.least !== null && control.most !== null)
    return $localize`${kind} from ${figure(control.least)} to ${figure(control.most)}.`;
  if (control.least !== null) return $localize`${kind} from ${figure(control.least)} up.`;
  return `${kind}.`;
}

/** A value in a sentence. */
export function valueWords(value: unknown): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (value === null || value === '') return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'number' ? figure(value) : textOf(value);
}

function numberOf(control: Control & { kind: 'number' }, text: string): Entered {
  const value = Number(text);
  const fits =
    text !== '' &&
    Number.isFinite(value) &&
    (!control.whole || Number.isInteger(value)) &&
    value >= (control.least ?? -Infinity) &&
    value <= (control.most ?? Infinity);
  return fits ? { value } : { problem: boundsWords(control) };
}

function textValue(control: Control & { kind: 'text' }, text: string): Entered {
  if (text === '') return control.optional ? { value: null } : { problem: $localize`Enter a value.` };
  return hasForm(control.form, text)
    ? { value: text }
    : { problem: formWords(control.form) || $localize`This value has the wrong format.` };
}

function linesValue(control: Control & { kind: 'lines' }, text: string): Entered {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const misfit = lines.find((line) => !hasForm(control.form, line));
  return misfit === undefined ? { value: lines } : { problem: $localize`“${misfit}” has the wrong format.` };
}

function hasForm({ isAddress, least, most, pattern }: TextForm, text: string): boolean {
  if (isAddress && !/^https?:\/\/[^\s/]+/i.test(text)) return false;
  if (text.length < least || text.length > (most ?? Infinity)) return false;
  return pattern === null || new RegExp(pattern, 'u').test(text);
}

function formWords({ isAddress, most }: TextForm): string {
  if (isAddress) return $localize`An address that starts with http:// or https://.`;
  return most === null ? '' : $localize`At most ${figure(most)} characters.`;
}

function formOf(schema: JsonSchema): TextForm {
  return {
    isAddress: schema['format'] === 'uri',
    least: typeof schema['minLength'] === 'number' ? schema['minLength'] : 0,
    most: typeof schema['maxLength'] === 'number' ? schema['maxLength'] : null,
    pattern: typeof schema['pattern'] === 'string' ? schema['pattern'] : null,
  };
}

function boundary(value: unknown, none: number): number | null {
  return typeof value === 'number' && value !== none ? value : null;
}

function figure(value: number): string {
  return value.toLocaleString(readerLocale(), { maximumFractionDigits: 10 });
}

/** Splits "a text or null" into the text and whether null is taken. */
function withoutNull(accepts: JsonSchema): [JsonSchema, boolean] {
  const any = accepts['anyOf'];
  if (!Array.isArray(any)) return [accepts, false];
  const others = (any as JsonSchema[]).filter((each) => each['type'] !== 'null');
  return others.length === 1 && others[0] !== undefined ? [others[0], others.length < any.length] : [{}, false];
}
