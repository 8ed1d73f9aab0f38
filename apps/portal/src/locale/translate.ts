/** Texts of one language by their English source (`sourceOf`). */
export type Texts = Readonly<Record<string, string>>;

type Message = [TemplateStringsArray, readonly unknown[]];

/** A message of `$localize` as translators see it, and the values' places in it. */
interface Source {
  readonly text: string;
  readonly places: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** What `$localize` asks for each message. A message without a translation stays English. */
export function translateBy(texts: Texts): (parts: TemplateStringsArray, values: readonly unknown[]) => Message {
  const read = new WeakMap<TemplateStringsArray, Source>();
  return (parts, values) => {
    const source = read.get(parts) ?? sourceOf(parts);
    read.set(parts, source);
    const translation = texts[source.text];
    return translation === undefined ? [parts, values] : filled(translation, source, values);
  };
}

/**
 * "Going to {0}…" or "No account yet? <link>Create one</link>": values are numbered, elements in a template carry their names. Space at the
 * edges and line breaks of the template are no part of it. A meaning tells equal texts apart: "verb|Open".
 */
export function sourceOf(parts: TemplateStringsArray): Source {
  const first = parted(parts, 0);
  const meaning = first.block.includes('|') ? `${first.block.split('|')[0]!}|` : '';
  const places: string[] = [];
  let text = first.text;
  for (let index = 1; index < parts.length; index += 1) {
    const { block, text: following } = parted(parts, index);
    const place = placeOf(block.split('@@')[0]!, index - 1);
    places.push(place);
    text += place + following;
  }
  const plain = text.replace(/[ \n\r\t]+/g, ' ');
  const trimmed = plain.trim();
  return {
    text: meaning + trimmed,
    places,
    before: plain.startsWith(' ') ? ' ' : '',
    after: plain.endsWith(' ') && trimmed !== '' ? ' ' : '',
  };
}

/** `:INTERPOLATION_1:` of a template is {1}, START_LINK is <link> and CLOSE_TAG_CODE </code>. */
function placeOf(name: string, index: number): string {
  const interpolation = /^INTERPOLATION(?:_(\d+))?$/.exec(name);
  if (interpolation) return `{${interpolation[1] ?? '0'}}`;
  const [, edge, element] = /^(START|CLOSE)_(?:TAG_)?(.+)$/.exec(name) ?? [];
  if (element !== undefined) return `<${edge === 'CLOSE' ? '/' : ''}${element.toLowerCase()}>`;
  return name === '' ? `{${String(index)}}` : `{${name}}`;
}

/** A part of a tagged message begins with a block in colons where it has a meaning or a name. */
function parted(parts: TemplateStringsArray, index: number): { block: string; text: string } {
  const cooked = parts[index]!;
  if (!parts.raw[index]!.startsWith(':')) return { block: '', text: cooked };
  const end = cooked.indexOf(':', 1);
  return { block: cooked.slice(1, end), text: cooked.slice(end + 1) };
}

function filled(translation: string, source: Source, values: readonly unknown[]): Message {
  const pieces = [''];
  const order: unknown[] = [];
  for (const piece of translation.split(/(\{\w+\}|<\/?\w+>)/)) {
    const place = source.places.indexOf(piece);
    if (place === -1) pieces[pieces.length - 1] += piece;
    else {
      order.push(values[place]);
      pieces.push('');
    }
  }
  pieces[0] = source.before + pieces[0]!;
  pieces[pieces.length - 1] += source.after;
  // `$localize` takes a colon at the beginning of a part for a block, unless it is escaped.
  const raw = pieces.map((piece) => (piece.startsWith(':') ? `\\${piece}` : piece));
  return [Object.assign(pieces, { raw }), order];
}
