import { describe, expect, it } from 'vitest';
import { answerStart, thoughtsIn } from './thoughts.js';

describe('thoughts before an answer', () => {
  it.each([
    ['<think>\nHm.\n</think>\n\nSeven.', 'Hm.', 'Seven.'],
    ['Hm, let me see.\n</think>\n\nSeven.', 'Hm, let me see.', 'Seven.'],
    ['<think></think>\nSeven.', '', 'Seven.'],
    ['Hm.\n</think>', 'Hm.', ''],
    ['Seven.', '', 'Seven.'],
    ['The tag `</think>` ends it.', '', 'The tag `</think>` ends it.'],
    ['Write <think> first.\nThen </think>\nand so on.', '', 'Write <think> first.\nThen </think>\nand so on.'],
  ])('%j', (content, thoughts, answer) => {
    expect(thoughtsIn(content)).toBe(thoughts);
    expect(content.slice(answerStart(content))).toBe(answer);
  });
});
