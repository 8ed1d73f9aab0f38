import { problem } from '#platform/http/problem.js';

export const unknownSetting = problem('unprocessable', 'unknown-setting', 'There is no such setting. Nothing was changed.');
export const settingDoesNotFit = problem(
  'unprocessable',
  'setting-does-not-fit',
  'A value does not fit its setting. Nothing was changed.',
);
