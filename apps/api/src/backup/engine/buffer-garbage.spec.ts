import { afterEach, expect, it, vi } from 'vitest';
import { BufferGarbage } from './buffer-garbage.js';

afterEach(() => vi.unstubAllGlobals());

it('collects young objects after every 4 MiB, and not more often', () => {
  const gc = vi.fn();
  vi.stubGlobal('gc', gc);
  const garbage = new BufferGarbage();
  for (let mebibytes = 0; mebibytes < 10; mebibytes++) garbage.passed(1024 * 1024);
  expect(gc.mock.calls).toEqual([[{ type: 'minor', execution: 'sync' }], [{ type: 'minor', execution: 'sync' }]]);
});

it('does nothing where the process may not', () => {
  vi.stubGlobal('gc', undefined);
  expect(() => new BufferGarbage().passed(2 ** 30)).not.toThrow();
});
