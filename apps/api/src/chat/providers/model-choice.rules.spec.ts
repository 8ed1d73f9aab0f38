import { describe, expect, it } from 'vitest';
import { chosenModel, isForEmbeddings } from './model-choice.rules.js';

const installed = (...names: string[]) => names.map((name) => ({ name, digest: null, sizeBytes: null }));

describe('which model answers', () => {
  it('is the one that the conversation names', () => {
    expect(chosenModel('phi4', 'llama3.2:3b', installed('llama3.2:3b', 'phi4:latest'))).toEqual({ model: 'phi4', notices: [] });
  });

  it('is the configured one where the conversation names none', () => {
    expect(chosenModel(null, 'llama3.2:3b', installed('llama3.2:3b'))).toEqual({ model: 'llama3.2:3b', notices: [] });
  });

  it('is the configured one, and says so, when that of the conversation is gone', () => {
    expect(chosenModel('gone', 'llama3.2:3b', installed('llama3.2:3b'))).toEqual({
      model: 'llama3.2:3b',
      notices: ['other-model'],
    });
  });

  it('is any that can chat, and says so, when even the configured one is missing', () => {
    const choice = chosenModel(null, 'llama3.2:3b', installed('nomic-embed-text:latest', 'mistral:7b'));
    expect(choice).toEqual({ model: 'mistral:7b', notices: ['other-model'] });
  });

  it('is none when the server has none', () => {
    expect(chosenModel(null, 'llama3.2:3b', installed('nomic-embed-text:latest'))).toBeNull();
  });
});

it.each([
  ['nomic-embed-text:latest', true],
  ['mxbai-embed-large', true],
  ['bge-m3:latest', true],
  ['all-minilm:33m', true],
  ['llama3.2:3b', false],
  ['gemma3:4b', false],
])('%s is for embeddings: %s', (name, is) => expect(isForEmbeddings(name)).toBe(is));
