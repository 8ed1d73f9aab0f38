import { Injectable } from '@nestjs/common';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { isDamage } from '#platform/keyring/keys/reader.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { indexedTerm, type TextKind } from '#retrieval/history/history-index.js';
import { momentsWithAll, type Wanted } from '#retrieval/history/matching.js';
import { readOccurrences } from '#retrieval/history/moments.js';
import { bucketOf, prefixOf, type Blind } from '#retrieval/index/blinding.js';
import { findInBucket } from '#retrieval/index/bucket.js';
import type { RecordContext, Sealed } from '#sealing/record.js';
import { SearchBucketRow, SearchEntryRow } from '../indexing/search-index.entity.js';
import { SearchIndexRepository, type Segment } from '../indexing/search-index.repository.js';
import { SearchKeys } from '../indexing/search-keys.js';
import type { QueryPart } from './snippet.js';

/** Texts of the newest segments that are looked through before older ones are read at all. */
const textsAtOnce = 20_000;

/** A text that has all words of a query, as far as the index knows. */
export interface Match {
  readonly kind: TextKind;
  readonly moment: number;
}

/** From and until when: the second is exclusive. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

interface Sought {
  readonly kind: TextKind;
  readonly terms: readonly { readonly blinded: Uint8Array; readonly phrase: number | null; readonly offset: number }[];
}

/** Reads the index of one person. */
@Injectable()
export class IndexReading {
  constructor(
    private readonly index: SearchIndexRepository,
    private readonly keys: SearchKeys,
    private readonly keyring: Keyring,
  ) {}

  /** Matches newest first, in as many parts as older segments have to be read for. A text is wholly in one part of the index. */
  async *matches(sealer: Sealer, ownerId: string, parts: readonly QueryPart[], window: Window): AsyncGenerator<Match[], void> {
    const blind = await this.keys.blinding(sealer, ownerId);
    if (blind === null) return;
    const sought = (['message', 'title'] as const).map((kind) => soughtFor(blind, kind, parts));
    // Segments before entries: what is merged in between is then in both, not in neither.
    const segments = await this.index.segmentsOf(ownerId);
    let held = inWindow(this.inEntries(sealer, await this.index.entriesOf(ownerId), sought), window);
    const rest = segments
      .filter(({ firstMoment, lastMoment }) => firstMoment.getTime() < window.until && lastMoment.getTime() >= window.from)
      .sort((left, right) => left.lastMoment.getTime() - right.lastMoment.getTime());
    do {
      held.push(...inWindow(await this.inSegments(sealer, newest(rest), sought), window));
      const bound = rest.at(-1)?.lastMoment.getTime() ?? -Infinity;
      yield sorted(held.filter(({ moment }) => moment > bound));
      held = held.filter(({ moment }) => moment <= bound);
    } while (rest.length > 0);
    yield sorted(held);
  }

  private inEntries(
    sealer: Sealer,
    entries: readonly { readonly id: string; readonly terms: Sealed }[],
    sought: readonly Sought[],
  ): Match[] {
    return entries.flatMap(({ id, terms }) => {
      const block = this.opened(sealer, recordContext(SearchEntryRow, 'terms', id), terms);
      return block === null ? [] : sought.flatMap((each) => matchesIn(each, () => block));
    });
  }

  private async inSegments(sealer: Sealer, segments: readonly Segment[], sought: readonly Sought[]): Promise<Match[]> {
    if (segments.length === 0) return [];
    const terms = sought.flatMap((each) => each.terms);
    const places = segments.flatMap(({ id, bits }) =>
      [...new Set(terms.map(({ blinded }) => bucketOf(prefixOf(blinded), bits)))].map((bucket) => ({ segmentId: id, bucket })),
    );
    const opened = new Map<string, Uint8Array>();
    for (const { id, segmentId, bucket, data } of await this.index.buckets(places)) {
      const block = this.opened(sealer, recordContext(SearchBucketRow, 'data', id), data);
      if (block !== null) opened.set(`${segmentId} ${String(bucket)}`, block);
    }
    return segments.flatMap(({ id, bits }) =>
      sought.flatMap((each) =>
        matchesIn(each, (blinded) => opened.get(`${id} ${String(bucketOf(prefixOf(blinded), bits))}`) ?? null),
      ),
    );
  }

  /** Null for one that is damaged: the rest is found all the same. */
  private opened(sealer: Sealer, context: RecordContext, sealed: Sealed): Uint8Array | null {
    try {
      return sealer.open(context, sealed);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.keyring.reportDamage(context);
      return null;
    }
  }
}

function soughtFor(blind: Blind, kind: TextKind, parts: readonly QueryPart[]): Sought {
  const terms = parts.flatMap(({ isPhrase, terms: words }, phrase) =>
    words.map(({ text, place }) => ({
      blinded: blind(indexedTerm(kind, text)),
      phrase: isPhrase ? phrase : null,
      offset: place - (words[0]?.place ?? 0),
    })),
  );
  return { kind, terms };
}

function matchesIn({ kind, terms }: Sought, blockOf: (blinded: Uint8Array) => Uint8Array | null): Match[] {
  const wanted: Wanted[] = [];
  for (const { blinded, phrase, offset } of terms) {
    const block = blockOf(blinded);
    const list = block && findInBucket(block, blinded);
    if (list === null) return [];
    wanted.push({ occurrences: readOccurrences(list), phrase, offset });
  }
  return momentsWithAll(wanted).map((moment) => ({ kind, moment }));
}

/** Takes the newest ones off the end. */
function newest(rest: Segment[]): Segment[] {
  const taken: Segment[] = [];
  for (let texts = 0; texts < textsAtOnce && rest.length > 0;) {
    const segment = rest.pop()!;
    taken.push(segment);
    texts += segment.texts;
  }
  return taken;
}

function inWindow(matches: readonly Match[], { from, until }: Window): Match[] {
  return matches.filter(({ moment }) => moment >= from && moment < until);
}

function sorted(matches: Match[]): Match[] {
  return matches.sort((left, right) => right.moment - left.moment);
}
