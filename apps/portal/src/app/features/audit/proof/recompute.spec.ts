import type { AuditProof } from '#contracts/audit.js';
import { recompute } from './recompute.js';

// The leaves of the test tree that Certificate Transparency implementations share: "", 00, 10, 2021, 3031, 40414243, …
const hex = (text: string) => btoa(String.fromCharCode(...(text.match(/../g) ?? []).map((pair) => parseInt(pair, 16))));
const proof: AuditProof = {
  eventId: '01935000-0000-7000-8000-000000000001',
  index: 0,
  leaf: {},
  leafHash: hex('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'),
  size: 2,
  root: hex('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'),
  proof: [hex('96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7')],
  checkpoint: '',
  key: '',
};

describe('a proof that the browser checks itself', () => {
  it('leads to the root', async () => {
    expect((await recompute(proof)).kind).toBe('leads-to-root');
  });

  it.each([
    ['another leaf', { leafHash: proof.proof[0] ?? '' }],
    ['another place', { index: 1 }],
    ['another root', { root: proof.leafHash }],
    ['a step too few', { proof: [] }],
    ['a step too many', { proof: [...proof.proof, proof.leafHash] }],
  ])('does not with %s', async (_name, change) => {
    expect((await recompute({ ...proof, ...change })).kind).toBe('leads-elsewhere');
  });
});
