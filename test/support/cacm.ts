import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The CACM test collection: abstracts, questions and judgements of which abstracts answer them. */
export interface Cacm {
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly topics: ReadonlyMap<string, string>;
  readonly relevant: ReadonlyMap<string, ReadonlySet<string>>;
}

const FOLDER = new URL('../../../shared/data/cacm/', import.meta.url);

/** Null when the public data set is not beside the repository. */
export function readCacm(): Cacm | null {
  if (!existsSync(new URL('cacm.tar.gz', FOLDER))) return null;
  const file = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
  return {
    documents: untar(gunzipSync(readFileSync(new URL('cacm.tar.gz', FOLDER)))).map(({ name, text }) => ({
      id: name.replace(/^.*\/|\.html$/gu, ''),
      text: text.replace(/<[^>]*>/gu, ' '),
    })),
    topics: topicsIn(file('topics.cacm.txt')),
    relevant: judgementsIn(file('qrels.cacm.txt')),
  };
}

/** The judgements of 1 to 999 name documents without the zeros that stand in the collection: as they are meant. */
export function withPaddedJudgements(cacm: Cacm): Cacm {
  const padded = (id: string): string => id.replace(/\d+/u, (digits) => digits.padStart(4, '0'));
  return { ...cacm, relevant: new Map([...cacm.relevant].map(([topic, ids]) => [topic, new Set([...ids].map(padded))])) };
}

function topicsIn(text: string): Map<string, string> {
  const topics = new Map<string, string>();
  for (const [, id = '', body = ''] of text.matchAll(/<DOC>\s*<DOCNO>\s*(\d+)\s*<\/DOCNO>([^]*?)<\/DOC>/gu))
    topics.set(id, body.trim());
  return topics;
}

function judgementsIn(text: string): Map<string, Set<string>> {
  const relevant = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const [topic, , document, grade] = line.trim().split(/\s+/u);
    if (!topic || !document || Number(grade) <= 0) continue;
    relevant.set(topic, (relevant.get(topic) ?? new Set()).add(document));
  }
  return relevant;
}

/** Regular files of a ustar archive. */
function untar(archive: Buffer): { name: string; text: string }[] {
  const files: { name: string; text: string }[] = [];
  for (let at = 0; at + 512 <= archive.length;) {
    const field = (from: number, length: number): string =>
      archive.toString('latin1', at + from, at + from + length).replace(/\0.*$/u, '');
    const name = field(0, 100);
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const type = field(156, 1);
    if (name === '') break;
    if (type === '0' || type === '') files.push({ name, text: archive.toString('latin1', at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** Mean average precision to depth 1000 and mean precision at 30 over the judged topics, as trec_eval counts them. */
export function measure(cacm: Cacm, ranked: (topic: string) => readonly string[]): { map: number; p30: number; topics: number } {
  let map = 0;
  let p30 = 0;
  for (const [topic, relevant] of cacm.relevant) {
    let found = 0;
    let precision = 0;
    ranked(cacm.topics.get(topic) ?? '').forEach((document, index) => {
      if (!relevant.has(document)) return;
      found += 1;
      if (index < 1000) precision += found / (index + 1);
      if (index < 30) p30 += 1 / 30;
    });
    map += precision / relevant.size;
  }
  return { map: map / cacm.relevant.size, p30: p30 / cacm.relevant.size, topics: cacm.relevant.size };
}
