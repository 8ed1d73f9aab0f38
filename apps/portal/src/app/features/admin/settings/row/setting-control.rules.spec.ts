import { boundsWords, controlFor, textOf, valueOf, valueWords } from './setting-control.rules.js';

const share = { type: 'number', minimum: 0, maximum: 2, default: 0.7 };
const count = { type: 'integer', minimum: 1, maximum: 100_000 };
const address = { anyOf: [{ type: 'string', format: 'uri' }, { type: 'null' }], default: null };
const plain = { isAddress: false, least: 0, most: null, pattern: null };
const schedule = { type: 'string', enum: ['hourly', 'daily'] };
const proxies = { type: 'array', items: { type: 'string' } };

describe('the control for a setting', () => {
  it.each([
    ['a boolean', { type: 'boolean' }, { kind: 'switch' }],
    ['a few words', schedule, { kind: 'choice', options: ['hourly', 'daily'] }],
    ['a number', share, { kind: 'number', whole: false, least: 0, most: 2 }],
    ['a whole number', count, { kind: 'number', whole: true, least: 1, most: 100_000 }],
    [
      'an unbounded whole number',
      { type: 'integer', minimum: Number.MIN_SAFE_INTEGER },
      { kind: 'number', whole: true, least: null, most: null },
    ],
    ['a text', { type: 'string' }, { kind: 'text', optional: false, form: plain }],
    [
      'a short text or nothing',
      { type: ['string', 'null'], maxLength: 60 },
      { kind: 'text', optional: true, form: { ...plain, most: 60 } },
    ],
    ['a text or nothing', address, { kind: 'text', optional: true, form: { ...plain, isAddress: true } }],
    ['a list', proxies, { kind: 'lines', form: plain }],
    ['a value that never changes', { type: 'boolean', const: true }, { kind: 'fixed' }],
    ['something unknown', { anyOf: [{ type: 'string' }, { type: 'number' }] }, { kind: 'fixed' }],
  ])('%s', (_name, accepts, control) => {
    expect(controlFor(accepts)).toEqual(control);
  });
});

describe('what was entered', () => {
  it.each([
    [share, ' 0.25 ', { value: 0.25 }],
    [share, '', { problem: 'A number from 0 to 2.' }],
    [share, '2.5', { problem: 'A number from 0 to 2.' }],
    [share, 'hot', { problem: 'A number from 0 to 2.' }],
    [count, '1.5', { problem: 'A whole number from 1 to 100,000.' }],
    [count, '12', { value: 12 }],
    [address, '  ', { value: null }],
    [address, 'https://hook.example', { value: 'https://hook.example' }],
    [{ type: 'string' }, ' ', { problem: 'Enter a value.' }],
    [schedule, 'weekly', { problem: 'Choose one.' }],
    [schedule, 'daily', { value: 'daily' }],
    [proxies, 'loopback\n\n 10.0.0.0/8 ', { value: ['loopback', '10.0.0.0/8'] }],
    [{ type: 'boolean' }, 'false', { value: false }],
    [address, 'hook.example', { problem: 'An address that starts with http:// or https://.' }],
    [{ type: 'string', pattern: '^-?\\d+(ms|s|m|h)?$' }, 'soon', { problem: 'This value has the wrong format.' }],
    [{ type: 'string', pattern: '^-?\\d+(ms|s|m|h)?$' }, '10m', { value: '10m' }],
    [{ type: 'string', maxLength: 3 }, 'four', { problem: 'At most 3 characters.' }],
    [{ type: 'array', items: { pattern: '^[^/]+$' } }, 'a\nb/c', { problem: '“b/c” has the wrong format.' }],
  ])('%o takes %o as %o', (accepts, text, entered) => {
    expect(valueOf(controlFor(accepts), text)).toEqual(entered);
  });

  it.each([
    [null, ''],
    [['a', 'b'], 'a\nb'],
    [0.7, '0.7'],
    [true, 'true'],
  ])('%o stands in its control as %o', (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe('words for values', () => {
  it.each([
    [true, 'on'],
    [false, 'off'],
    [null, 'none'],
    [[], 'none'],
    [['a', 'b'], 'a, b'],
    [1_000_000, '1,000,000'],
    [0.7, '0.7'],
    ['daily', 'daily'],
  ])('%o is %o', (value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  it('says nothing where the control shows what is taken', () => {
    expect(boundsWords({ kind: 'switch' })).toBe('');
  });
});
