import { expect, it } from 'vitest';
import { controlsIn } from './control-map.rules.js';
import { sbomOf } from './sbom.rules.js';

it('reads rules from the rows of a map, and nothing else', () => {
  const text = [
    '| rule | what it asks | verdict | feature | shown by | evidence |',
    '| ---- | ------------ | ------- | ------- | -------- | -------- |',
    '| Art. 17 | erasure | met | erases everything | `test/e2e/a.spec.ts`, `b.spec.ts` | certificate |',
    'Art. 18 is no row.',
  ].join('\n');
  expect(controlsIn('gdpr.md', text)).toEqual([
    {
      map: 'gdpr.md',
      rule: 'Art. 17',
      asks: 'erasure',
      verdict: 'met',
      feature: 'erases everything',
      tests: ['test/e2e/a.spec.ts', 'b.spec.ts'],
      evidence: 'certificate',
    },
  ]);
});

it('lists each installed package once, with its hash and licence', () => {
  const entry = { version: '1.2.3', integrity: 'sha512-AAEC', license: 'MIT' };
  const { components, metadata } = sbomOf(
    {
      packages: {
        '': {},
        'node_modules/@a/b': entry,
        'node_modules/c/node_modules/@a/b': entry,
        'node_modules/d': { link: true },
      },
    },
    { version: '1.0.0', at: new Date(0) },
  );
  expect(metadata.component).toEqual({ type: 'application', name: 'chat-man', version: '1.0.0' });
  expect(components).toEqual([
    {
      type: 'library',
      'bom-ref': 'pkg:npm/%40a/b@1.2.3',
      name: '@a/b',
      version: '1.2.3',
      purl: 'pkg:npm/%40a/b@1.2.3',
      hashes: [{ alg: 'SHA-512', content: '000102' }],
      licenses: [{ license: { name: 'MIT' } }],
    },
  ]);
});
