import { describe, expect, it } from 'vitest';
import { lookAt, stateOf, type SeenFile } from './inbox.rules.js';

const file = (path: string, size = 1, mtimeMs = 1): SeenFile => ({ path, size, mtimeMs });
const paths = (files: readonly SeenFile[] | undefined) => files?.map(({ path }) => path);

describe('a look at the inbox', () => {
  it('does nothing the first time', () => {
    expect(lookAt([file('a.md')], null, new Map())).toBeNull();
  });

  it('takes in what has not changed since the look before', () => {
    const before = [file('same.md'), file('grows.md', 1), file('touched.md', 1, 1)];
    const now = [file('same.md'), file('grows.md', 2), file('touched.md', 1, 2), file('new.md')];
    expect(paths(lookAt(now, before, new Map())?.settled)).toEqual(['same.md']);
  });

  it('deals with a file once, and again when it is another', () => {
    const [now, done] = [[file('a.md', 5)], new Map([['a.md', stateOf(file('a.md', 5))]])];
    expect(lookAt(now, now, done)?.settled).toEqual([]);
    const changed = [file('a.md', 6)];
    expect(paths(lookAt(changed, changed, done)?.settled)).toEqual(['a.md']);
  });

  it.each(['.hidden.md', 'folder/.git/config', 'a.md.part', 'b.pdf.crdownload', 'c.docx~', '.~lock.d.docx'])(
    'passes over %s',
    (path) => {
      expect(lookAt([file(path)], [file(path)], new Map())).toEqual({ settled: [], present: [] });
    },
  );

  it('counts a file as gone when two looks missed it', () => {
    expect(lookAt([], [file('a.md')], new Map())?.present).toEqual(['a.md']);
    expect(lookAt([], [], new Map())?.present).toEqual([]);
  });
});
