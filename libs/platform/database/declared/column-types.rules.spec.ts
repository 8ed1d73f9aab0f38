import { describe, expect, it } from 'vitest';
import { printedType } from './column-types.rules.js';

describe('a declared type in the words of PostgreSQL', () => {
  it.each([
    [{ type: 'uuid' }, 'uuid not null'],
    [{ type: 'text', isNullable: true }, 'text'],
    [{ type: 'text', isArray: true }, 'text[] not null'],
    [{ type: 'timestamptz' }, 'timestamp with time zone not null'],
    [{ type: 'timestamptz', precision: 3, isNullable: true }, 'timestamp(3) with time zone'],
    [{ type: 'int' }, 'integer not null'],
    [{ type: 'bytea', precision: null }, 'bytea not null'],
  ])('%j: %s', (declared, printed) => {
    expect(printedType({ isArray: false, isNullable: false, ...declared })).toBe(printed);
  });
});
