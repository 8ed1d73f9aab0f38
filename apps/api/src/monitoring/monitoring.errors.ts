import { problem } from '#platform/http/problem.js';

export const unknownSetting = problem(
  'unprocessable',
  'unknown-setting',
  'There is no setting with this name. Nothing was changed.',
);
export const settingDoesNotFit = problem(
  'unprocessable',
  'setting-does-not-fit',
  'A value is not valid for its setting. Nothing was changed.',
);
export const settingOnHost = problem(
  'unprocessable',
  'setting-on-host',
  'This setting controls where content is sent or which files are read, so it can only be changed on the host. Nothing was changed.',
);
export const alertNotOpen = problem(
  'conflict',
  'alert-not-open',
  'This alert was acknowledged or resolved in the meantime. Nothing was changed.',
);
export const seriesTooLong = problem(
  'unprocessable',
  'series-too-long',
  'This time is empty, or would give too many points. Ask for a time that ends after it begins, or for a longer step.',
);
export const settingNeedsReason = problem(
  'unprocessable',
  'setting-needs-reason',
  'One of these settings protects people, data or the audit log, so give a reason for the change. Nothing was changed.',
);
