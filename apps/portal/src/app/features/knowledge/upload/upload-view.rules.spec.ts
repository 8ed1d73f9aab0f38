import type { Job } from '#contracts/jobs.js';
import { aJob, idOf, over } from '../testing.js';
import type { Upload } from './upload.js';
import { saidOfUploads, uploadView } from './upload-view.rules.js';

const upload = (more: Partial<Upload> = {}): Upload => ({
  id: 1,
  to: { collectionId: idOf(10), documentId: null },
  file: new File(['0123456789'], 'rules.md'),
  name: 'rules.md',
  phase: 'waiting',
  sent: 0,
  jobId: null,
  documentId: null,
  problem: '',
  ...more,
});
const problem = { type: '', title: '', status: 422, code: 'no-text-found', detail: 'No text was found in the file.' };

describe('an upload is shown from its first byte until it is found', () => {
  it.each<[string, Upload, Job | undefined, object]>([
    ['waiting', upload(), undefined, { words: 'Waiting', canCancel: true, canRetry: false }],
    ['leaving', upload({ phase: 'sending', sent: 4 }), undefined, { words: 'Uploading, 40 %', bar: { value: 4, max: 10 } }],
    ['being stored', upload({ phase: 'sending', sent: 10 }), undefined, { words: 'Encrypting and saving' }],
    ['received', upload({ phase: 'sent' }), undefined, { words: 'Waiting to be read', bar: { value: null, max: 1 } }],
    [
      'read',
      upload({ phase: 'sent' }),
      aJob({ state: 'running', progress: { done: 1, total: 4, unit: 'pages' } }),
      { words: 'Reading page 2 of 4', bar: { value: 1, max: 4 }, outcome: null },
    ],
    ['ready', upload({ phase: 'sent' }), aJob({ state: 'completed', ...over }), { outcome: 'ready', bar: null, canRetry: false }],
    [
      'unreadable',
      upload({ phase: 'sent' }),
      aJob({ state: 'failed', problem, ...over }),
      { outcome: 'failed', problem: problem.detail, canRetry: true },
    ],
    [
      'cancelled while it was read',
      upload({ phase: 'sent' }),
      aJob({ state: 'cancelled', ...over }),
      { outcome: 'cancelled', canRetry: true },
    ],
    [
      'refused',
      upload({ phase: 'refused', problem: 'The file is empty.' }),
      undefined,
      { outcome: 'refused', problem: 'The file is empty.', canRetry: false, canCancel: false },
    ],
    [
      'cut off',
      upload({ phase: 'failed', problem: 'Gone.' }),
      undefined,
      { outcome: 'failed', problem: 'Gone.', canRetry: true },
    ],
  ])('%s', (_case, given, job, shown) => {
    expect(uploadView(given, job)).toMatchObject(shown);
  });
});

describe('what a screen reader is told', () => {
  const sending = (sent: number) => uploadView(upload({ phase: 'sending', sent }), undefined);
  const refused = uploadView(upload({ phase: 'refused' }), undefined);
  const ready = uploadView(upload({ phase: 'sent' }), aJob({ state: 'completed', ...over }));

  it('does not change with every percent', () => {
    expect(saidOfUploads([sending(1), ready])).toBe('Adding 2 files.');
    expect(saidOfUploads([sending(9), ready])).toBe('Adding 2 files.');
  });

  it('names refusals as they come, and the outcome in the end', () => {
    expect(saidOfUploads([sending(1), refused])).toBe('Adding 2 files, 1 refused.');
    expect(saidOfUploads([ready, ready, refused])).toBe('2 files ready, 1 refused.');
    expect(saidOfUploads([])).toBe('');
  });
});
