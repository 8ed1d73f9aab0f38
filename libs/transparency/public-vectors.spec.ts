import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSignedBy, publicKeyOf } from './note/ed25519.js';
import { checkConsistency, checkInclusion } from './tree/proofs.js';

/** Public test vectors lie beside the repository. Without them this file reports it; the tests of our own always run. */
const data = join(import.meta.dirname, '../../../shared/data');
const isThere = existsSync(join(data, 'merkle')) && existsSync(join(data, 'wycheproof'));
if (!isThere) console.log('public vectors: ../shared/data is not there, so the 196 Merkle cases and Wycheproof are left out');

interface InclusionCase {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyCase {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface SignatureGroup {
  readonly publicKey: { readonly pk: string };
  readonly tests: readonly {
    readonly tcId: number;
    readonly msg: string;
    readonly sig: string;
    readonly result: 'valid' | 'invalid';
  }[];
}

function casesIn<Case>(folder: string): [string, Case][] {
  const files = isThere ? globSync('**/*.json', { cwd: join(data, folder) }).sort() : [];
  return files.map((file) => [file, JSON.parse(readFileSync(join(data, folder, file), 'utf8')) as Case]);
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

describe('public vectors', () => {
  it('has all of them, or none', () => {
    const found = casesIn('merkle/inclusion').length + casesIn('merkle/consistency').length;
    expect(found).toBe(isThere ? 196 : 0);
  });

  it.each(casesIn<InclusionCase>('merkle/inclusion'))(
    'judges inclusion %s',
    (_, { leafIdx, treeSize, leafHash, root, proof, wantErr }) => {
      const claim = { index: leafIdx, size: treeSize, leaf: bytes(leafHash), root: bytes(root), proof: (proof ?? []).map(bytes) };
      if (wantErr) expect(() => checkInclusion(claim)).toThrow();
      else checkInclusion(claim);
    },
  );

  it.each(casesIn<ConsistencyCase>('merkle/consistency'))(
    'judges consistency %s',
    (_, { size1, size2, root1, root2, proof, wantErr }) => {
      const claim = {
        older: { size: size1, root: bytes(root1) },
        newer: { size: size2, root: bytes(root2) },
        proof: (proof ?? []).map(bytes),
      };
      if (wantErr) expect(() => checkConsistency(claim)).toThrow();
      else checkConsistency(claim);
    },
  );

  it('judges every Wycheproof signature', () => {
    const groups = isThere
      ? (JSON.parse(readFileSync(join(data, 'wycheproof/ed25519_test.json'), 'utf8')) as { testGroups: SignatureGroup[] })
          .testGroups
      : [];
    const wrong = groups.flatMap(({ publicKey, tests }) => {
      const key = publicKeyOf(Buffer.from(publicKey.pk, 'hex'));
      return tests
        .filter(
          ({ msg, sig, result }) => isSignedBy(key, Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex')) !== (result === 'valid'),
        )
        .map(({ tcId }) => tcId);
    });
    expect(wrong).toEqual([]);
    expect(groups.flatMap(({ tests }) => tests).length).toBe(isThere ? 151 : 0);
  });
});
