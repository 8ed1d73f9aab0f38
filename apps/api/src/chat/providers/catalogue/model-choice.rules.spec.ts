import { describe, expect, it } from 'vitest';
import type { AvailableModel } from '../llm-provider.js';
import { chosenModel, isForEmbeddings, type ModelRules } from './model-choice.rules.js';

const installed = (...names: string[]) => names.map((name) => ({ name, digest: null, sizeBytes: null, remoteHost: null }));
const strict = { mayHaveUnlisted: false, allowsRemote: false };
const chosenBy = (
  wanted: string | null,
  configured: string,
  available: readonly AvailableModel[],
  rules: Partial<ModelRules> = {},
) => chosenModel(wanted, configured, available, { ...strict, ...rules });

describe('which model answers', () => {
  it('is the one that the conversation names', () => {
    expect(chosenBy('phi4', 'llama3.2:3b', installed('llama3.2:3b', 'phi4:latest'))).toEqual({ model: 'phi4', notices: [] });
  });

  it('is the configured one where the conversation names none', () => {
    expect(chosenBy(null, 'llama3.2:3b', installed('llama3.2:3b'))).toEqual({ model: 'llama3.2:3b', notices: [] });
  });

  it('is the configured one, with a notice, when that of the conversation is gone', () => {
    expect(chosenBy('gone', 'llama3.2:3b', installed('llama3.2:3b'))).toEqual({
      model: 'llama3.2:3b',
      notices: ['other-model'],
    });
  });

  it('is any that can chat, with a notice, when even the configured one is missing', () => {
    const choice = chosenBy(null, 'llama3.2:3b', installed('nomic-embed-text:latest', 'mistral:7b'));
    expect(choice).toEqual({ model: 'mistral:7b', notices: ['other-model'] });
  });

  it('is none when the server has none', () => {
    expect(chosenBy(null, 'llama3.2:3b', installed('nomic-embed-text:latest'))).toBe('model-not-found');
  });

  it('is the wanted one where a server lists none that may have it', () => {
    expect(chosenBy('phi4', 'llama3.2:3b', [], { mayHaveUnlisted: true })).toEqual({ model: 'phi4', notices: [] });
    expect(chosenBy(null, 'x-cloud', [], { mayHaveUnlisted: true })).toBe('model-name-refused');
  });

  const elsewhere = [{ ...installed('helper')[0]!, remoteHost: 'https://ollama.example' }];

  it.each([
    ['that the server passes on', 'helper', elsewhere],
    ['whose name says so', 'gpt-oss:120b-cloud', installed('llama3.2:3b')],
    ['that is passed on, with others there', 'helper', [...elsewhere, ...installed('llama3.2:3b')]],
  ])('is none, and no other in its place, when the configured one is a model of somebody else %s', (_, configured, available) => {
    expect(chosenBy(null, configured, available)).toBe('model-name-refused');
  });

  it('is never a remote one by default', () => {
    expect(chosenBy('helper', 'llama3.2:3b', [...elsewhere, ...installed('llama3.2:3b')])).toEqual({
      model: 'llama3.2:3b',
      notices: ['other-model'],
    });
    expect(chosenBy(null, 'gone', elsewhere)).toBe('model-name-refused');
  });

  it('is a remote one where that is allowed, with a notice', () => {
    expect(chosenBy(null, 'helper', elsewhere, { allowsRemote: true })).toEqual({ model: 'helper', notices: ['remote-model'] });
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
