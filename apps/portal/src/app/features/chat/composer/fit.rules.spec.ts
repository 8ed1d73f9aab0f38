import { fitWords, mayBeTooMuch } from './fit.rules.js';

const fit = { model: 'llama3.2:3b', contextTokens: 8192, questionTokens: 9000, fits: true, leftOut: [] };

describe('what a model could not read', () => {
  it('is asked about where it may be too much, and not for a short question', () => {
    expect(mayBeTooMuch(200, 1000, 8192)).toBe(false);
    expect(mayBeTooMuch(200, 12_000, 8192)).toBe(true);
    expect(mayBeTooMuch(12_000, 0, 8192)).toBe(true);
    expect(mayBeTooMuch(0, 50_000, 8192)).toBe(false);
    expect(mayBeTooMuch(50_000, 0, null)).toBe(false);
  });

  it('is said with the window and with what to do', () => {
    expect(fitWords({ ...fit, leftOut: ['earlier-messages', 'passages'] })).toBe(
      'llama3.2:3b reads 8,192 tokens at once: the oldest messages and some of the passages found would be left out.',
    );
    expect(fitWords({ ...fit, fits: false })).toMatch(/too long.*8,192.*9,000.*Shorten it/s);
    expect(fitWords(fit)).toBe('');
    expect(fitWords({ ...fit, model: null, contextTokens: null, fits: true })).toBe('');
  });
});
