import { expect, it } from 'vitest';
import { causeOf } from './causes.rules.js';

it('names the setting to correct for the server that is set', () => {
  expect(causeOf('not-a-model-server', 'ollama')?.cure).toContain('OLLAMA_BASE_URL');
  expect(causeOf('model-unreachable', 'openai')?.cure).toContain('OPENAI_BASE_URL');
});

it('does not count a busy model or a prompt that is too long', () => {
  expect([causeOf('model-busy', 'ollama'), causeOf('prompt-too-long', 'ollama')]).toEqual([null, null]);
});
