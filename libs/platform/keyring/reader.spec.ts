import { expect, it } from 'vitest';
import { CannotOpen } from '#sealing/cannot-open.js';
import type { Place, Sealed } from '#sealing/record.js';
import { damagedText, Reader } from './reader.js';

const place: Place = { table: 'chat.conversation', column: 'title', row: '1' };
const bytes = Buffer.from('x') as unknown as Sealed;
const reading = (opened: () => string) => {
  const told: Place[] = [];
  return { told, reader: new Reader({ open: () => Buffer.from(opened()) }, (at) => told.push(at)) };
};

it('gives the text of a sound record, and tells nothing', () => {
  const { reader, told } = reading(() => 'Sound');
  expect([reader.text(place, bytes), reader.isDamaged, told]).toEqual(['Sound', false, []]);
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
  const { reader, told } = reading(openText);
  expect([reader.text(place, bytes), reader.isDamaged, told]).toEqual([damagedText, true, [place]]);
});

it('takes a text that is none of what it should be for damage', () => {
  const { reader, told } = reading(() => 'no JSON');
  expect(reader.read(place, bytes, (text) => JSON.parse(text) as string[], [])).toEqual([]);
  expect(told).toEqual([place]);
});

it('shows what was sealed under a key that is gone, of which nothing is to be told', () => {
  const told: Place[] = [];
  const reader = new Reader(null, (at) => told.push(at));
  expect([reader.text(place, bytes), reader.isDamaged, told]).toEqual([damagedText, true, []]);
});

it('does not hide any other failure', () => {
  const { reader } = reading(() => {
    throw new TypeError('a defect');
  });
  expect(() => reader.text(place, bytes)).toThrow('a defect');
});
