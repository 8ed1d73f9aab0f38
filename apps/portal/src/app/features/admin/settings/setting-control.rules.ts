/** How a value is entered, read from its JSON Schema. */
export type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'number'; readonly whole: boolean; readonly least: number | null; readonly most: number | null }
  | { readonly kind: 'text'; readonly optional: boolean }
  | { readonly kind: 'lines' }
  | { readonly kind: 'fixed' };

type JsonSchema = Readonly<Record<string, unknown>>;

export function controlFor(accepts: JsonSchema): Control {
  const [schema, optional] = withoutNull(accepts);
  if (Array.isArray(schema['enum'])) return { kind: 'choice', options: schema['enum'].map(String) };
  if ('const' in schema) return { kind: 'fixed' };
  switch (schema['type']) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        whole: schema['type'] === 'integer',
        least: boundary(schema['minimum'], Number.MIN_SAFE_INTEGER),
        most: boundary(schema['maximum'], Number.MAX_SAFE_INTEGER),
      };
    case 'string':
      return { kind: 'text', optional };
    case 'array':
      return { kind: 'lines' };
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
      return control.options.includes(text) ? { value: text } : { problem: 'Please choose one.' };
    case 'number':
      return numberOf(control, text.trim());
    case 'text':
      return text.trim() === '' && !control.optional ? { problem: 'Please enter something.' } : { value: optionalText(text) };
    case 'lines':
      return { value: text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])) };
    case 'fixed':
      return { problem: 'This cannot be changed here.' };
  }
}

/** Which values are taken, in a few words; empty where the control shows it. */
export function boundsWords(control: Control): string {
  if (control.kind === 'lines') return 'One a line.';
  if (control.kind === 'text') return control.optional ? 'Leave it empty for none.' : '';
  if (control.kind !== 'number') return '';
  const kind = control.whole ? 'A whole number' : 'A number';
  if (control.least !== null && control.most !== null) return `${kind} from ${figure(control.least)} to ${figure(control.most)}.`;
  if (control.least !== null) return `${kind} from ${figure(control.least)} up.`;
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

function optionalText(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function boundary(value: unknown, none: number): number | null {
  return typeof value === 'number' && value !== none ? value : null;
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 10 });
}

/** Splits "a text or null" into the text and whether null is taken. */
function withoutNull(accepts: JsonSchema): [JsonSchema, boolean] {
  const any = accepts['anyOf'];
  if (!Array.isArray(any)) return [accepts, false];
  const others = (any as JsonSchema[]).filter((each) => each['type'] !== 'null');
  return others.length === 1 && others[0] !== undefined ? [others[0], others.length < any.length] : [{}, false];
}
