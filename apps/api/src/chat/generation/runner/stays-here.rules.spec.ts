import { describe, expect, it } from 'vitest';
import type { Provenance } from '#contracts/rag.js';
import { earlierPassages, heldMessages, type TracedMessage } from './stays-here.rules.js';

const asked: TracedMessage = { role: 'user', content: 'And why?', provenance: null };
const answer = (some: Partial<Provenance>, content = 'Because.'): TracedMessage => ({
  role: 'assistant',
  content,
  provenance: {
    provider: 'ollama',
    place: 'this-host',
    model: 'm',
    digest: null,
    parameters: {},
    promptVersion: '1',
    passages: [],
    notices: [],
    ...some,
  },
});
const passages = (...ids: string[]) => ids.map((chunkId) => ({ chunkId, contentHash: 'hash' }));
const held = (...branch: TracedMessage[]) => heldMessages(branch, new Set(['open']));

describe('what must not go outside', () => {
  it('is an answer that rests on a passage that stays here, or that is gone, be it among others', () => {
    expect(held(asked, answer({ passages: passages('open', 'kept') }))).toEqual([false, true]);
    expect(held(asked, answer({ passages: passages('open') }))).toEqual([false, false]);
    expect(held(asked, answer({ passages: passages('open'), earlier: passages('kept') }))).toEqual([false, true]);
  });

  it('is what a model wrote after it had read such an answer, however many messages later', () => {
    const branch = [
      asked,
      answer({ passages: passages('kept') }),
      asked,
      answer({}),
      asked,
      answer({ passages: passages('open') }),
    ];
    expect(held(...branch)).toEqual([false, true, false, true, false, true]);
  });

  it('is not what a model outside wrote, which was given none of it, nor what only quotes open passages', () => {
    const first = answer({ passages: passages('kept') });
    expect(held(asked, first, asked, answer({ place: 'outside' }))).toEqual([false, true, false, false]);
    expect(held(asked, first, asked, answer({ provider: 'extractive', passages: passages('open') }))[3]).toBe(false);
    expect(held(asked, first, asked, answer({ place: 'outside', notices: ['remote-model'] }))[3]).toBe(true);
  });

  it('is an answer of which nothing is known, or not where its model ran', () => {
    expect(held(asked, { role: 'assistant', content: 'Seven.', provenance: null })).toEqual([false, true]);
    expect(held(asked, { role: 'assistant', content: '', provenance: null })).toEqual([false, false]);
    expect(held(asked, answer({ passages: passages('kept') }), asked, answer({ place: undefined }))[3]).toBe(true);
  });

  it('is every answer of a model here in a branch that is longer than what is read of it', () => {
    const branch = Array.from({ length: 100 }, () => [asked, answer({})]).flat();
    expect(held(...branch).filter(Boolean)).toHaveLength(100);
    expect(held(...branch.slice(2)).filter(Boolean)).toHaveLength(0);
  });
});

it('keeps what the earlier parts of an answer rest on', () => {
  const before = answer({ passages: passages('a', 'b'), earlier: passages('c') }).provenance!;
  expect(earlierPassages(before, passages('b'))).toEqual(passages('a', 'c'));
  expect(earlierPassages(null, passages('b'))).toEqual([]);
});
