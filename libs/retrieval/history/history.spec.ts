import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindTerm, type Blind } from '../index/blinding.js';
import { findInBucket, openBucket } from '../index/bucket.js';
import { bucketBits, indexedTerm, mergeBlocks, packText } from './history-index.js';
import { historyTerms } from './history-terms.js';
import { momentsWithAll, type Wanted } from './matching.js';
import { mergeOccurrences, packOccurrences, readOccurrences, type Places } from './moments.js';

const blind: Blind = (term) => blindTerm(createHmac('sha256', 'key').update(term).digest());
const at = Date.UTC(2026, 10, 20);
const always = (): boolean => true;

describe('occurrences of a term', () => {
  const places = fc.oneof(
    fc.constant(null),
    fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 12 }).map((all) => all.sort((a, b) => a - b)),
  );
  const occurrences = fc
    .uniqueArray(fc.tuple(fc.nat(2 ** 42), places), { selector: ([moment]) => moment })
    .map((all) => all.sort(([a], [b]) => a - b).map(([moment, known]) => ({ moment, places: known as Places })));

  it('come back as they were packed', () => {
    fc.assert(
      fc.property(occurrences, (all) => {
        const read = readOccurrences(packOccurrences(all));
        expect([...read.moments]).toEqual(all.map(({ moment }) => moment));
        expect(read.places()).toEqual(all.map(({ places: known }) => known));
      }),
    );
  });

  it('are merged in order, without those that are gone', () => {
    fc.assert(
      fc.property(occurrences, occurrences, (one, other) => {
        const merged = mergeOccurrences([packOccurrences(one), packOccurrences(other)], (moment) => moment % 2 === 0);
        const expected = [...new Set([...one, ...other].map(({ moment }) => moment))].filter((moment) => moment % 2 === 0);
        expect(merged === null ? [] : [...readOccurrences(merged).moments]).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  it('that end too early are a broken invariant', () => {
    const packed = packOccurrences([{ moment: at, places: [1, 2] }]);
    expect(() => readOccurrences(packed.subarray(0, 4))).toThrow();
  });
});

/** A search as the finder does it, over a merged index in memory. */
function search(texts: readonly string[], query: readonly (string | readonly string[])[], bits = 3): number[] {
  const blocks = texts.map((text, index) => packText(blind, 'message', text, at + index));
  const merged = mergeBlocks(blocks, bits, always);
  const wanted = query.flatMap((part, phrase): Wanted[] => {
    const terms = typeof part === 'string' ? [part] : part;
    return terms.flatMap((term, offset) => {
      const blinded = blind(indexedTerm('message', historyTerms(term)[0]!.text));
      const list = [...merged.values()].map((bucket) => findInBucket(bucket, blinded)).find((each) => each !== null);
      const occurrences = list ? readOccurrences(list) : { moments: new Float64Array(), places: () => [] };
      return { occurrences, phrase: typeof part === 'string' ? null : phrase, offset };
    });
  });
  return momentsWithAll(wanted).map((moment) => moment - at);
}

describe('a history', () => {
  const texts = [
    'How long are backups kept?',
    'Seven daily backups are kept, then removed.',
    'Kept backups are sealed',
    'Große Änderung',
    '患者の記録はどこに',
  ];

  it.each([
    [['backups'], [2, 1, 0]],
    [['backups', 'seven'], [1]],
    [[['backups', 'are', 'kept']], [1]],
    [[['kept', 'backups']], [2]],
    [
      [
        ['kept', 'backups'],
        ['are', 'sealed'],
      ],
      [2],
    ],
    [['grosse', 'ANDERUNG'], [3]],
    [[['記録', '録は']], [4]],
    [['missing'], []],
  ])('answers %j with the texts %j, newest first', (query, found) => expect(search(texts, query)).toEqual(found));

  it('finds every word of every text, however many buckets there are', () => {
    for (const bits of [0, 1, 5, 11]) {
      for (const [index, text] of texts.slice(0, 4).entries()) {
        for (const { word } of historyTerms(text)) expect(search(texts, [word.text], bits)).toContain(index);
      }
    }
  });

  it('leaves a phrase to the text itself where a word occurs too often to say where', () => {
    expect(search([`${'the '.repeat(40)}end of the line`], [['the', 'line']])).toEqual([0]);
    expect(search(['the end of the line'], [['the', 'of']])).toEqual([]);
  });

  it('says nothing of a word without the key, and keeps titles apart', () => {
    const block = Buffer.from(packText(blind, 'title', 'Confidential', at));
    expect(block.toString('latin1').toLowerCase()).not.toContain('confid');
    expect(findInBucket(block, blind(indexedTerm('message', 'confid')))).toBeNull();
    expect(findInBucket(block, blind(indexedTerm('title', 'confid')))).not.toBeNull();
  });

  it('makes more buckets of more bytes', () => {
    expect([0, 16_384, 16_385, 1e9].map(bucketBits)).toEqual([0, 0, 1, 11]);
    const merged = mergeBlocks([packText(blind, 'message', texts.join(' '), at)], 4, always);
    expect(merged.size).toBeGreaterThan(4);
    expect([...merged.values()].flatMap((bucket) => openBucket(bucket)).length).toBeGreaterThan(10);
  });
});
