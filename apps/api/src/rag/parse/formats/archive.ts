import { unzipSync, zipSync, type Unzipped } from 'fflate';
import { Refusal, type ParseLimits } from '../parsed-document.js';

const depthChecked = /\.(xml|rels)$/i;
/** An archive in an archive is looked into by nobody; a small part that grows is no bomb. */
const harmlessBytes = 1_000_000;

/**
 * The parts of an Office file that are wanted, unpacked in memory: nothing is ever written under the names in it. Sizes are believed as
 * the directory says them, and a part that turns out larger is cut there, so that no more memory is taken than was agreed to.
 */
export function openArchive(bytes: Uint8Array, limits: ParseLimits, isWanted: (name: string) => boolean): Unzipped {
  let total = 0;
  let count = 0;
  const parts = refusingDamage(() =>
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (++count > limits.entries) throw new Refusal('expands-too-much');
        if (!isWanted(name)) return false;
        total += originalSize;
        const grows = originalSize > harmlessBytes && originalSize > size * limits.ratio;
        if (grows || total > limits.unpackedBytes) throw new Refusal('expands-too-much');
        return true;
      },
    }),
  );
  for (const [name, part] of Object.entries(parts)) if (depthChecked.test(name)) checkMarkup(textOf(part), limits);
  return parts;
}

/** Names of the parts, without unpacking any. */
export function namesIn(bytes: Uint8Array, { entries }: ParseLimits): string[] {
  const names: string[] = [];
  refusingDamage(() =>
    unzipSync(bytes, {
      filter: ({ name }) => {
        if (names.length >= entries) throw new Refusal('expands-too-much');
        names.push(name);
        return false;
      },
    }),
  );
  return names;
}

/** The checked parts as an archive that cannot grow, for libraries that unpack by themselves. */
export function repacked(parts: Unzipped): Uint8Array {
  return zipSync(parts, { level: 0 });
}

export function textOf(part: Uint8Array | undefined): string {
  return part === undefined ? '' : new TextDecoder('utf-8').decode(part);
}

/** Office files declare no entities and nest little. Whatever does is made to exhaust whoever reads it. */
export function checkMarkup(xml: string, { depth }: Pick<ParseLimits, 'depth'>): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Refusal('expands-too-much');
  let open = 0;
  for (const [tag] of xml.matchAll(/<(?![?!])[^<>]*>/g)) {
    if (tag.startsWith('</')) open -= 1;
    else if (!tag.endsWith('/>')) open += 1;
    if (open > depth) throw new Refusal('nested-too-deeply');
  }
}

function refusingDamage<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('document-damaged', { cause });
  }
}
