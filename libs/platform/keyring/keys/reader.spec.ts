import { expect, it } from 'vitest';
import { CannotOpen } from '#sealing/cannot-open.js';
import type { RecordContext, Sealed } from '#sealing/record.js';
import { damagedText, Reader } from './reader.js';

const context: RecordContext = { table: 'chat.conversation', column: 'title', row: '1' };
const bytes = Buffer.from('x') as unknown as Sealed;
const reading = (opened: () => string) => {
  const reported: RecordContext[] = [];
  return { reported, reader: new Reader({ open: () => Buffer.from(opened()) }, (at) => reported.push(at)) };
};

it('returns the text of a sound record, and reports nothing', () => {
  const { reader, reported } = reading(() => 'Sound');
  expect([reader.text(context, bytes), reader.isDamaged, reported]).toEqual(['Sound', false, []]);
});

it.each([
  [
    'does not open',
    () => {
      throw new CannotOpen();
    },
  ],
  [
    'is no record',
    () => {
      throw new RangeError('short');
    },
  ],
])('shows a record that %s as damaged, and tells where it is', (_case, openText) => {
  const { reader, reported } = reading(openText);
  expect([reader.text(context, bytes), reader.isDamaged, reported]).toEqual([damagedText, true, [context]]);
});

it('takes a text that is none of what it should be for damage', () => {
  const { reader, reported } = reading(() => 'no JSON');
  expect(reader.read(context, bytes, (text) => JSON.parse(text) as string[], [])).toEqual([]);
  expect(reported).toEqual([context]);
});

it('shows what was sealed under a key that is gone, of which nothing is to be reported', () => {
  const reported: RecordContext[] = [];
  const reader = new Reader(null, (at) => reported.push(at));
  expect([reader.text(context, bytes), reader.isDamaged, reported]).toEqual([damagedText, true, []]);
});

it('does not hide any other failure', () => {
  const { reader } = reading(() => {
    throw new TypeError('a defect');
  });
  expect(() => reader.text(context, bytes)).toThrow('a defect');
});
