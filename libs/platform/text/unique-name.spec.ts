import { expect, it } from 'vitest';
import { uniqueName } from './unique-name.js';

it('tells a file from others whose names differ in case alone, and keeps its ending', () => {
  const taken = new Set<string>();
  expect(['Leave.md', 'leave.md', 'LEAVE.md', '.env', '.env', 'README', 'readme'].map((name) => uniqueName(name, taken))).toEqual(
    ['Leave.md', 'leave (2).md', 'LEAVE (3).md', '.env', '.env (2)', 'README', 'readme (2)'],
  );
});
