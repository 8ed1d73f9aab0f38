import { describe, expect, it } from 'vitest';
import { PullProgress } from './pull-progress.rules.js';

const line = (status: string, more: { digest?: string; total?: number; completed?: number } = {}) => ({
  status,
  digest: more.digest ?? null,
  total: more.total ?? null,
  completed: more.completed ?? null,
});

describe('the progress of a download', () => {
  it('adds up layers in megabytes, however often a server names them, and says it in words of its own', () => {
    const progress = new PullProgress();
    expect(progress.after(line('pulling manifest'))).toEqual({ message: 'Starting', done: 0, total: null, unit: 'MB' });
    const first = { digest: 'sha256:a', total: 3_000_000_000 };
    expect(progress.after(line('pulling a80c4f17acd5', first))).toMatchObject({ message: 'Downloading', done: 0, total: 3000 });
    expect(progress.after(line('pulling a80c4f17acd5', { ...first, completed: 1_500_000_000 }))).toMatchObject({ done: 1500 });
    expect(progress.after(line('pulling b', { digest: 'sha256:b', total: 1_000_000, completed: 1_000_000 }))).toMatchObject({
      done: 1501,
      total: 3001,
    });
    expect(progress.after(line('verifying sha256 digest'))).toMatchObject({ message: 'Checking', done: 1501 });
    expect(progress.after(line('<script>'))).toMatchObject({ message: 'Starting' });
  });

  it('never says that more is done than there is', () => {
    expect(new PullProgress().after(line('pulling a', { digest: 'a', completed: 9_000_000 }))).toMatchObject({
      done: 0,
      total: null,
    });
  });
});
