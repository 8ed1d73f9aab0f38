import { describe, expect, it } from 'vitest';
import { digestIn, modelsAddress, requestFor, vectorsIn } from './embedding-wire.rules.js';

describe('the request for vectors', () => {
  it.each([
    ['ollama', 'http://a:1', 'http://a:1/api/embed'],
    ['ollama', 'http://a:1/api/', 'http://a:1/api/embed'],
    ['openai', 'http://a:1', 'http://a:1/v1/embeddings'],
    ['openai', 'https://a/pool/v1/', 'https://a/pool/v1/embeddings'],
  ] as const)('of %s at %s goes to %s', (kind, address, url) => {
    expect(requestFor(kind, address, 'm', ['x']).url).toBe(url);
  });

  it('asks Ollama for its models beside it', () => {
    expect(modelsAddress('http://a:1/api')).toBe('http://a:1/api/tags');
  });
});

describe('vectors in an answer', () => {
  it('have length 1, and the order of the texts', () => {
    expect(vectorsIn('ollama', { embeddings: [[3, 4]] }, 1)).toEqual([Float32Array.from([0.6, 0.8])]);
    const data = [
      { index: 1, embedding: [0, 2] },
      { index: 0, embedding: [5, 0] },
    ];
    expect(vectorsIn('openai', { data }, 2)).toEqual([Float32Array.from([1, 0]), Float32Array.from([0, 1])]);
    expect(vectorsIn('openai', { data: [{ embedding: [1, 0] }, { embedding: [0, 1] }] }, 2)?.[1]).toEqual(
      Float32Array.from([0, 1]),
    );
  });

  it.each([
    ['no list', {}],
    ['too few', { embeddings: [] }],
    ['of different lengths', { embeddings: [[1], [1, 0]] }],
    ['of nothing', { embeddings: [[], []] }],
    [
      'of zeros',
      {
        embeddings: [
          [0, 0],
          [1, 0],
        ],
      },
    ],
    [
      'of no numbers',
      {
        embeddings: [
          ['1', null],
          [1, 0],
        ],
      },
    ],
    ['null', null],
  ])('are none where there are %s', (_, answer) => {
    expect(vectorsIn('ollama', answer, 2)).toBeNull();
  });
});

describe('the digest of a model', () => {
  const tags = { models: [{ name: 'bge-m3:latest', digest: 'sha256:0123456789abcdef' }, { name: 'x:7b' }] };

  it('is that of the newest where the name has no tag', () => {
    expect(digestIn(tags, 'bge-m3')).toBe('0123456789ab');
    expect(digestIn(tags, 'bge-m3:latest')).toBe('0123456789ab');
  });

  it('is unknown where the model is not there, or has none', () => {
    expect(digestIn(tags, 'bge')).toBeNull();
    expect(digestIn(tags, 'x:7b')).toBeNull();
    expect(digestIn(null, 'x')).toBeNull();
  });
});
