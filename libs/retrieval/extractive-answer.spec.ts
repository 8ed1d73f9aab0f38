import { describe, expect, it } from 'vitest';
import type { ExtractSource, Needs } from './text/extract.js';
import { extractiveAnswer } from './extractive-answer.js';
import { questionOf } from './ranking/question.js';

function needsOf(question: string, weights: Readonly<Record<string, number>> = {}): Needs {
  const { wanted, pairs } = questionOf(question, ['english']);
  return { words: wanted.map(({ word, forms, weight }) => ({ forms, weight: weight * (weights[word] ?? 1) })), pairs };
}

function passage(text: string, more: Partial<ExtractSource> = {}): ExtractSource {
  return { text, heading: 'Backups', title: 'Guide', language: 'english', rankShare: 1, ...more };
}

const backups = passage('Backups run at night. Seven daily copies are kept.\n\nRestoring takes two people.');
const logs = passage('The audit log is kept for six years.', { heading: 'Audit', rankShare: 0.4 });

describe('extractiveAnswer', () => {
  it('quotes verbatim, says where from, and marks the source', () => {
    const question = 'How many daily copies are kept?';
    const { verdict, text, quotes } = extractiveAnswer(question, needsOf(question), [logs, backups]);
    expect(verdict).toBe('matching');
    expect(text).toContain('Extract from your documents (no language model configured):');
    expect(text).toContain('> Seven daily copies are kept.');
    expect(text).toContain('— Guide, Backups [1]');
    expect(quotes[0]).toMatchObject({ source: 1 });
    expect(backups.text.slice(quotes[0]?.start, quotes[0]?.end)).toBe(quotes[0]?.quote);
  });

  it.each([
    ['matching', { copies: 1, daily: 1, kangaroo: 0.5 }],
    ['related', { copies: 1, daily: 1, kangaroo: 2 }],
    ['not-found', { copies: 1, daily: 1, kangaroo: 9 }],
  ])('is %s when what is missing weighs so much', (verdict, weights) => {
    const question = 'daily copies kangaroo';
    expect(extractiveAnswer(question, needsOf(question, weights), [backups]).verdict).toBe(verdict);
  });

  it('shows nothing that it does not find', () => {
    const answer = extractiveAnswer('kangaroo', needsOf('kangaroo'), [backups, logs]);
    expect(answer).toEqual({
      verdict: 'not-found',
      text: 'I don’t find this in the documents that you may read.',
      quotes: [],
      coverage: 0,
      support: 0,
    });
    expect(extractiveAnswer('kangaroo', needsOf('kangaroo'), []).verdict).toBe('not-found');
  });

  it('never says that a passage is the answer', () => {
    const { text } = extractiveAnswer('daily copies', needsOf('daily copies'), [backups]);
    expect(text).not.toMatch(/the answer is/iu);
  });

  it('takes the introduction of a list and its other points along', () => {
    const list = passage('Start it in three steps:\n\n- Install Node.js.\n- Run `npm start`.\n- Open the printed link.', {
      heading: 'First steps',
    });
    const [quote] = extractiveAnswer('How do I run npm start?', needsOf('run npm start'), [list]).quotes;
    expect(quote?.quote).toBe(list.text);
  });

  it('quotes the row of a long table that the question is about, and no other', () => {
    const wards = ['Surgery', 'Paediatrics', 'Cardiology', 'Neurology', 'Oncology', 'Urology', 'Radiology', 'Dermatology'];
    const rows = wards.map((ward, at) => `| ${ward} | ${at + 10} beds | reached by extension ${at + 500} |`);
    const table = passage(['| Ward | Beds | Phone |', '|---|---|---|', ...rows, ...rows].join('\n'));
    const question = 'How many beds does cardiology have?';
    expect(extractiveAnswer(question, needsOf(question), [table]).quotes[0]?.quote).toBe(rows[2]);
  });

  it('quotes a stretch of a long piece of code', () => {
    const lines = Array.from({ length: 200 }, (_, at) => `setting${at} = calculate(${at});`);
    const code = passage(`\`\`\`\n${lines.join('\n')}\n\`\`\``);
    const [quote] = extractiveAnswer('setting150', needsOf('setting150'), [code]).quotes;
    expect(quote?.quote).toContain('setting150 =');
    expect(quote?.quote.length).toBeLessThan(1_300);
  });

  it('answers each part of a question, in reading order', () => {
    const question = 'Who takes part in restoring, and how many daily copies are kept?';
    const long = passage(`${backups.text.replace('\n\n', `\n\n${'Nothing else is said here. '.repeat(20)}\n\n`)}`);
    const { quotes } = extractiveAnswer(question, needsOf(question), [logs, long]);
    expect(quotes.map(({ quote }) => quote.slice(0, 10))).toEqual([
      expect.stringMatching(/^(Backups ru|Seven dail)/u),
      'Restoring ',
    ]);
  });

  it('counts a word that only the heading holds', () => {
    const [other, right] = [
      passage('Seven copies are kept.', { heading: 'Logs' }),
      passage('Seven copies are kept.', { heading: 'Backups', rankShare: 0.99 }),
    ];
    const question = 'How many copies do backups have?';
    expect(extractiveAnswer(question, needsOf(question), [other, right]).quotes[0]?.source).toBe(1);
  });

  it('marks quotes in their order, or with the given numbers', () => {
    const twice = [backups, { ...backups, heading: 'Copies' }];
    expect(extractiveAnswer('daily copies', needsOf('daily copies'), twice).text.match(/\[\d\]/gu)).toEqual(['[1]', '[2]']);
    expect(
      extractiveAnswer('daily copies', needsOf('daily copies'), [backups], undefined, (rank) => `[S${rank}]`).text,
    ).toContain('[S1]');
  });
});
