import { expect, it } from 'vitest';
import { DataKey } from './data-key.js';
import { deriveSecret } from './derived-secret.js';

const key = DataKey.of({ id: '0197aa00-0000-7000-8000-000000000001', version: 1, owner: 'purpose:test' }, Buffer.alloc(32, 5));

it('gives the secret of the fixed vector', () => {
  expect(deriveSecret(key, 'pepper').export().toString('hex')).toBe(
    'e08ab5515378bb2a7403eccc27d80bd1a14cbf7adfc5a7a6c69c64e68e43974b',
  );
});

it('gives each use a secret of its own', () => {
  expect(deriveSecret(key, 'pepper').equals(deriveSecret(key, 'salt'))).toBe(false);
});
