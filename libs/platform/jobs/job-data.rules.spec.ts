import { describe, expect, it } from 'vitest';
import { unfitFields } from './job-data.rules.js';

const id = '01940000-0000-7000-8000-000000000001';

describe("a job's payload", () => {
  it('may hold ids and numbers, or nothing', () => {
    expect(unfitFields({ documentId: id, page: 3 })).toEqual([]);
    expect(unfitFields({})).toEqual([]);
  });

  it.each([
    ['a text', 'measles'],
    ['a text around an id', `patient ${id}`],
    ['a number that is none', Number.NaN],
    ['an object', { id }],
    ['a list', [id]],
    ['nothing', null],
    ['a truth', true],
  ])('may not hold %s', (_name, value) => {
    expect(unfitFields({ documentId: id, subject: value })).toEqual(['subject']);
  });
});
