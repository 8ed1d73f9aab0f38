import type pg from 'pg';
import { terms } from '#retrieval/text/analysis.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { idf, RANKING, termsOf } from '#retrieval/ranking/ranking.js';
import { blindingWith } from '../support/memory-index.js';
import type { SyntheticCorpus } from './retrieval-corpus.js';

/**
 * The design that segments are compared with: one row for each term and document, postings packed as pairs of bytes, not sealed, scored
 * in Node. It has no bigrams, no places and no permission, so it does less than what it is compared with.
 */
export class PlainRows {
  private readonly blind = blindingWith('bench');
  private readonly lengths: number[] = [];

  constructor(
    private readonly owner: pg.Client,
    private readonly passagesPerDocument: number,
  ) {}

  async ingest(corpus: SyntheticCorpus): Promise<void> {
    await this.owner.query(`
      CREATE SCHEMA bench;
      CREATE TABLE bench.plain_posting (term bytea NOT NULL, document integer NOT NULL, data bytea NOT NULL, PRIMARY KEY (term, document))`);
    let rows: [Uint8Array, number, Uint8Array][] = [];
    const flush = async (): Promise<void> => {
      await this.owner.query('INSERT INTO bench.plain_posting SELECT * FROM unnest($1::bytea[], $2::int[], $3::bytea[])', [
        rows.map((row) => Buffer.from(row[0])),
        rows.map((row) => row[1]),
        rows.map((row) => Buffer.from(row[2])),
      ]);
      rows = [];
    };
    for (const [number, document] of corpus.documents.entries()) {
      rows.push(...this.rowsOf(number, document.passages));
      if (rows.length > 20_000) await flush();
    }
    await flush();
    await this.owner.query('VACUUM ANALYZE bench.plain_posting');
  }

  private rowsOf(number: number, passages: readonly string[]): [Uint8Array, number, Uint8Array][] {
    const postings = new Map<string, number[]>();
    passages.forEach((passage, ordinal) => {
      const counts = new Map<string, number>();
      const all = terms(passage, 'english');
      for (const { text } of all) counts.set(text, (counts.get(text) ?? 0) + 1);
      this.lengths.push(all.length);
      for (const [term, count] of counts) {
        const list = postings.get(term) ?? [];
        postings.set(term, list);
        list.push(ordinal, Math.min(count, 3));
      }
    });
    return [...postings].map(([term, list]) => [this.blind(term), number, Uint8Array.from(list)]);
  }

  async search(text: string): Promise<number[]> {
    const blinded = termsOf(questionOf(text, ['english'])).map((term) => Buffer.from(this.blind(term)));
    const { rows } = await this.owner.query<{ term: Buffer; document: number; data: Buffer }>({
      name: 'plain-rows',
      text: 'SELECT term, document, data FROM bench.plain_posting WHERE term = ANY ($1)',
      values: [blinded],
    });
    const scores = new Float64Array(this.lengths.length);
    const average = this.lengths.reduce((sum, length) => sum + length, 0) / this.lengths.length;
    const { k1, b } = RANKING;
    for (const group of Map.groupBy(rows, (row) => row.term.toString('latin1')).values()) {
      const holding = group.reduce((sum, row) => sum + row.data.length / 2, 0);
      const weight = idf(this.lengths.length, holding);
      for (const { document, data } of group) {
        for (let at = 0; at < data.length; at += 2) {
          const passage = document * this.passagesPerDocument + (data[at] ?? 0);
          const count = data[at + 1] ?? 0;
          const norm = k1 * (1 - b + (b * (this.lengths[passage] ?? 0)) / average);
          scores[passage] = (scores[passage] ?? 0) + (weight * count * (k1 + 1)) / (count + norm);
        }
      }
    }
    return this.best(scores, 50);
  }

  private best(scores: Float64Array, limit: number): number[] {
    let worst = 0;
    let kept: number[] = [];
    scores.forEach((score, passage) => {
      if (score <= worst) return;
      kept.push(passage);
      if (kept.length < limit * 4) return;
      kept = kept.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0)).slice(0, limit);
      worst = scores[kept.at(-1) ?? 0] ?? 0;
    });
    return kept.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0)).slice(0, limit);
  }
}
