import { describe, expect, it } from 'vitest';
import { isDerivationVersion, makeVerifier, MasterKeys, verifyPassword } from './master.js';
import good from '../testdata/good-master-keys.json' with { type: 'json' };

const salt = Buffer.alloc(32, 9);

describe('master keys', () => {
  it.each(good)('fixed vector: $comment', async ({ password, salt: saltHex, wrap, backup, wrapKeyId }) => {
    const keys = await MasterKeys.derive(password, { version: 1, salt: Buffer.from(saltHex, 'hex') });
    expect(keys.key('wrap').export().toString('hex')).toBe(wrap);
    expect(keys.key('backup').export().toString('hex')).toBe(backup);
    expect(keys.wrapKeyId).toBe(wrapKeyId);
  });

  it('differ by salt', async () => {
    const [one, other] = await Promise.all(
      [salt, Buffer.alloc(32, 8)].map((bytes) => MasterKeys.derive('pass', { version: 1, salt: bytes })),
    );
    expect(one?.wrapKeyId).not.toBe(other?.wrapKeyId);
  });

  it('refuse a short salt', async () => {
    await expect(MasterKeys.derive('pass', { version: 1, salt: Buffer.alloc(15) })).rejects.toThrow(RangeError);
  });

  it('know their versions of derivation', () => {
    expect([0, 1, 2, 1.5].map(isDerivationVersion)).toEqual([false, true, false, false]);
  });
});

describe('the verifier', () => {
  it('recognises the password, whichever way its accents are composed, and no other', async () => {
    const verifier = await makeVerifier('château fort');
    expect(verifier.split(/[$,]/).slice(1, 6).sort()).toEqual(['argon2id', 'm=65536', 'p=1', 't=3', 'v=19']);
    expect(await verifyPassword(verifier, 'château fort'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(verifier, 'chateau fort')).toBe(false);
  });

  it('made by another implementation of Argon2 is read alike', async () => {
    const verifier = '$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$mQ7LtyNGEh3ZKZ3AL7cR9IW4x3aubgblN8PWg3wLL8E';
    expect(await verifyPassword(verifier, 'château fort')).toBe(true);
  });

  it('has a salt of its own', async () => {
    const [one, other] = await Promise.all([makeVerifier('pass'), makeVerifier('pass')]);
    expect(one).not.toBe(other);
  });
});
