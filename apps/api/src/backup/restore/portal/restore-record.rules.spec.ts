import { expect, it } from 'vitest';
import { hasNotBegun } from './restore-record.rules.js';

it('says of a restore that nobody carries out that it has not begun, after a minute', () => {
  const requestedAt = '2026-11-29T04:00:00.000Z';
  const at = (time: string): Date => new Date(`2026-11-29T${time}.000Z`);
  expect(hasNotBegun({ state: 'requested', requestedAt }, at('04:00:59'))).toBe(false);
  expect(hasNotBegun({ state: 'requested', requestedAt }, at('04:01:01'))).toBe(true);
  expect(hasNotBegun({ state: 'running', requestedAt }, at('05:00:00'))).toBe(false);
});
