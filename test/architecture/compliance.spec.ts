import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const directory = 'docs/compliance';
const pages = readdirSync(directory).map((name) => ({ name, text: readFileSync(join(directory, name), 'utf8') }));
const page = (name: string): string => pages.find((each) => each.name === name)!.text;

/** The rows of the maps: `rule | what it asks | verdict | feature | shown by | evidence`. */
const rows = ['hipaa.md', 'gdpr.md', 'financial.md'].flatMap((name) =>
  page(name)
    .split('\n')
    .filter((line) => /^\| (§|Art\.|Rule|17a-4)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, rule, asked, verdict, feature, shown, evidence]) => ({ name, rule, asked, verdict, feature, shown, evidence })),
);

/** What the deployment guide says is met. */
const named = {
  'hipaa.md':
    '§ 164.308(a)(1)(ii)(D), § 164.308(a)(3), § 164.308(a)(5)(ii)(C), § 164.308(a)(7)(ii)(A), § 164.312(a)(2)(iii), § 164.312(a)(2)(iv), § 164.312(b), § 164.312(c)(1), § 164.316(b)(2)(i)',
  'gdpr.md': 'Art. 5, Art. 15, Art. 16, Art. 17, Art. 18, Art. 20, Art. 21, Art. 25, Art. 30, Art. 32, Art. 33',
};

describe('the compliance maps', () => {
  it.each(Object.entries(named))('cover in %s every rule that the deployment guide names', (name, rules) => {
    const covered = new Set(rows.filter((row) => row.name === name).map(({ rule }) => rule));
    expect(rules.split(', ').filter((rule) => !covered.has(rule))).toEqual([]);
  });

  it('give each rule a verdict, a feature and evidence', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ verdict }) => !['met', 'with you', 'not met'].includes(verdict!))).toEqual([]);
    expect(rows.filter(({ feature, evidence }) => feature!.length < 20 || evidence!.length < 5)).toEqual([]);
  });

  it('name at least one test for each rule', () => {
    expect(rows.filter(({ shown }) => !/`[^`]+\.spec\.ts`/.test(shown!)).map(({ rule }) => rule)).toEqual([]);
  });

  it('name only files that exist', () => {
    const files = pages.flatMap(({ text }) =>
      [...text.matchAll(/`((?:apps|libs|test|docs)\/[^`\s]+\.\w+)`/g)].map(([, path]) => path!),
    );
    expect(files.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('link only to pages that exist', () => {
    const links = pages.flatMap(({ text }) => [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path!));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((path) => !existsSync(join(directory, path)))).toEqual([]);
  });
});
