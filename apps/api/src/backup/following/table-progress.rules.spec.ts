import { expect, it } from 'vitest';
import { tableProgress } from './table-progress.rules.js';

it('a test restore is half way when it begins to compare', () => {
  expect(tableProgress('loading', 0, 40)).toMatchObject({ done: 0, total: 80, unit: 'tables' });
  expect(tableProgress('loading', 39, 40).done).toBe(39);
  expect(tableProgress('comparing', 0, 40)).toMatchObject({ message: 'Comparing with the manifest', done: 40, total: 80 });
});
