import { expect, test } from 'vitest';
import { parsePostmasterFile } from './postmaster-file.rules.js';

const running = '4711\n/srv/data/postgres/cluster\n1790000000\n5432\n/tmp/chatman-0123\n\n  1234567    163840\nready   \n';

test('reads a running server', () => {
  expect(parsePostmasterFile(running)).toEqual({
    pid: 4711,
    startedAt: 1790000000,
    port: 5432,
    socketDirectory: '/tmp/chatman-0123',
    isReady: true,
  });
});

test('a server that is still starting is not ready', () => {
  expect(parsePostmasterFile(running.replace('ready   ', 'starting'))?.isReady).toBe(false);
});

test.each([0, 1, 3, 5, 6])('the first %i lines alone never look ready', (count) => {
  const begun = running.split('\n').slice(0, count).join('\n');
  expect(parsePostmasterFile(begun)?.isReady ?? false).toBe(false);
});

test.each(['', 'postgres\n', '-1\n', '0\n', '12.5\n'])('%j names no process', (text) => {
  expect(parsePostmasterFile(text)).toBeNull();
});
