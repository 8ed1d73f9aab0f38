import { problem } from '#platform/http/problem.js';

export const policyFixed = problem(
  'unprocessable',
  'policy-fixed',
  'The period of this class can’t be changed: its data goes with what it belongs to. Nothing was changed.',
);
export const periodTooShort = problem(
  'unprocessable',
  'period-too-short',
  'This class has to be kept longer than that. See `shortest` of its policy. Nothing was changed.',
);
export const policyUnchanged = problem('conflict', 'policy-unchanged', 'This period is already in force. Nothing was changed.');
