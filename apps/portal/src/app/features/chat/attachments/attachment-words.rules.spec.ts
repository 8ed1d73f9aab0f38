import { blockWords, chipWords, pastedName, spokenChips, type Chip } from './attachment-words.rules.js';

const chip = (some: Partial<Chip>): Chip => ({
  key: 'k',
  id: 'i',
  name: 'report.pdf',
  size: 2_000_000,
  state: 'ready',
  sent: 0,
  progress: null,
  problem: '',
  isWordless: false,
  ...some,
});

describe('the words at a file', () => {
  it.each<[Partial<Chip>, string]>([
    [{ state: 'sending', sent: 500_000 }, '25 % of 2 MB'],
    [{ state: 'sending', sent: 2_000_400 }, 'Almost there'],
    [{ state: 'reading' }, 'Reading…'],
    [{ state: 'reading', progress: { done: 3, total: 12, unit: 'pages' } }, 'Reading, page 3 of 12'],
    [{ state: 'ready' }, '2 MB'],
    [{ state: 'ready', isWordless: true }, '2 MB, no text found'],
    [{ state: 'failed', problem: 'The file is damaged.' }, 'The file is damaged.'],
  ])('%j: %s', (some, words) => expect(chipWords(chip(some))).toBe(words));

  it('say why a question has to wait', () => {
    expect(blockWords([chip({}), chip({ state: 'reading' })], false)).toContain('when the files have been read');
    expect(blockWords([chip({ state: 'failed' }), chip({ state: 'reading' })], false)).toContain('Remove it');
    expect(blockWords([chip({})], true)).toContain('queue');
    expect(blockWords([chip({})], false)).toBe('');
    expect(blockWords([], true)).toBe('');
  });

  it('are spoken as one sentence', () => {
    expect(spokenChips([])).toBe('');
    expect(spokenChips([chip({}), chip({ state: 'failed', problem: 'It is empty.' })])).toBe(
      'Files attached: 2, ready: 1. report.pdf: It is empty.',
    );
  });

  it('name a pasted image by the time', () => {
    const at = new Date('2026-03-04T05:06:07Z');
    expect(pastedName({ name: 'image.png', type: 'image/png' }, at)).toBe('Pasted 05-06-07.png');
    expect(pastedName({ name: 'plan.pdf', type: 'application/pdf' }, at)).toBe('plan.pdf');
  });
});
