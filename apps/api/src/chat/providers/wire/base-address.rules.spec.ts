import { expect, it } from 'vitest';
import { ollamaRoot, openAiRoot } from './base-address.rules.js';

it.each([
  ['http://a:1', 'http://a:1/v1'],
  ['http://a:1/', 'http://a:1/v1'],
  ['http://a:1/v1', 'http://a:1/v1'],
  ['http://a:1/v1/', 'http://a:1/v1'],
  ['http://a:1/v1/chat/completions', 'http://a:1/v1'],
  ['http://a:1/pool', 'http://a:1/pool/v1'],
  ['http://a:1/api/v3/', 'http://a:1/api/v3'],
  ['http://a:1/v1beta/openai/', 'http://a:1/v1beta/openai'],
])('an OpenAI-compatible server at %s has its calls under %s', (address, root) => expect(openAiRoot(address)).toBe(root));

it.each([
  ['http://a:1', 'http://a:1'],
  ['http://a:1/', 'http://a:1'],
  ['http://a:1/api', 'http://a:1'],
  ['http://a:1/api/chat', 'http://a:1'],
  ['http://a:1/v1/', 'http://a:1'],
  ['http://a:1/ollama/api/', 'http://a:1/ollama'],
])('Ollama at %s is at %s', (address, root) => expect(ollamaRoot(address)).toBe(root));
