import { problem } from '#platform/http/problem.js';

export const unknownSetting = problem('unprocessable', 'unknown-setting', 'There is no such setting. Nothing was changed.');
export const settingDoesNotFit = problem(
  'unprocessable',
  'setting-does-not-fit',
  'A value does not fit its setting. Nothing was changed.',
);
export const settingOnHost = problem(
  'unprocessable',
  'setting-on-host',
  'This setting says where content goes or which files are read, so it can be set on the host only. Nothing was changed.',
);
export const settingNeedsReason = problem(
  'unprocessable',
  'setting-needs-reason',
  'One of these settings protects people, data or the audit log, so say why it changes (reason). Nothing was changed.',
);
