import { describe, expect, it } from 'vitest';
import { measure, readCacm } from '../../../test/support/cacm.js';
import { blindingWith, searchSegments } from '../../../test/support/memory-index.js';
import { placedTerms } from '../text/analysis.js';
import { questionOf } from './question.js';
import { buildSegment } from '../index/segment.js';

/** Published by Anserini for BM25 (k1 0.9, b 0.4, Porter, Lucene stop words) on the 52 judged topics. */
const ANSERINI = { map: 0.3123, p30: 0.1942 };

const cacm = readCacm();
if (cacm === null) console.log('CACM: skipped, ../shared/data/cacm is not there');

describe.runIf(cacm !== null)('ranking of the CACM collection', () => {
  // A second of work on an idle core; the limit only has to hold on a very busy machine.
  it('is at least as good as Anserini’s, through blinded and packed postings', { timeout: 60_000 }, () => {
    if (cacm === null) return;
    const blind = blindingWith('any key');
    const segment = buildSegment(
      cacm.documents.map(({ text }) => placedTerms(text, 'english')),
      blind,
    );
    const figures = measure(cacm, (topic) =>
      searchSegments(questionOf(topic, ['english']), [segment], blind, 1000).hits.map(
        (hit) => cacm.documents[hit.chunk]?.id ?? '',
      ),
    );
    expect(figures.topics).toBe(52);
    expect(figures.map).toBeGreaterThanOrEqual(ANSERINI.map);
    expect(figures.p30).toBeGreaterThanOrEqual(ANSERINI.p30);
  });
});
