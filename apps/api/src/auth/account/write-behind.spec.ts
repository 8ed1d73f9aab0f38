import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Log } from '#platform/logging/log.js';
import { WriteBehind } from './write-behind.js';

const silent = new Log('error', new PassThrough());
const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2, 8, 0, second));

test('what was noted is known before and while it is written, and written once', async () => {
  const written: ReadonlyMap<string, Date>[] = [];
  let finish = (): void => undefined;
  const behind = new WriteBehind('moments', (moments) => (written.push(moments), new Promise((done) => (finish = done))), silent);
  behind.note('a', at(1));
  expect(behind.of('a')).toEqual(at(1));
  const writing = behind.write();
  await Promise.resolve();
  expect(behind.of('a')).toEqual(at(1));
  finish();
  await writing;
  await behind.write();
  expect(written).toEqual([new Map([['a', at(1)]])]);
  expect(behind.of('a')).toBeUndefined();
});

test('a time never moves back', () => {
  const behind = new WriteBehind('moments', () => Promise.resolve(), silent);
  behind.note('a', at(2));
  behind.note('a', at(1));
  expect(behind.of('a')).toEqual(at(2));
});

test('what could not be written is written the next time, with what came after', async () => {
  const written: ReadonlyMap<string, Date>[] = [];
  let isDown = true;
  const save = (moments: ReadonlyMap<string, Date>): Promise<void> => {
    if (isDown) return Promise.reject(new Error('down'));
    written.push(moments);
    return Promise.resolve();
  };
  const behind = new WriteBehind('moments', save, silent);
  behind.note('a', at(1));
  await behind.write();
  expect(behind.of('a')).toEqual(at(1));
  behind.note('b', at(2));
  isDown = false;
  await behind.stop();
  expect(written).toEqual([
    new Map([
      ['a', at(1)],
      ['b', at(2)],
    ]),
  ]);
});
