import { describe, expect, it } from 'vitest';
import { DataKey } from '#sealing/keys/data-key.js';
import { ownerText, purposeOwner, type Owner } from './owner.js';
import { KEY_CACHE_SECONDS, SealerCache } from './sealer-cache.js';
import { Sealer } from './sealer.js';

const owner = purposeOwner('test');

function aSealer(of: Owner = owner): Sealer {
  const key = DataKey.generate({ id: '0197aa00-0000-7000-8000-000000000001', version: 1, owner: ownerText(of) });
  return new Sealer(of, key, new Map([[1, key]]), 'fingerprint');
}

describe('the keys in memory', () => {
  it('last a minute', () => {
    let now = 1_000;
    const cache = new SealerCache({ now: () => now });
    cache.set(aSealer());
    now += KEY_CACHE_SECONDS * 1000;
    expect(cache.get(owner)).toBeDefined();
    now += 1;
    expect(cache.get(owner)).toBeUndefined();
  });

  it('are no more than the bound, the ones not used for longest going first', () => {
    const cache = new SealerCache({ maxOwners: 2 });
    const [first, second, third] = ['first', 'second', 'third'].map(purposeOwner) as [Owner, Owner, Owner];
    cache.set(aSealer(first));
    cache.set(aSealer(second));
    cache.get(first);
    cache.set(aSealer(third));
    expect([first, second, third].map((one) => cache.get(one) !== undefined)).toEqual([true, false, true]);
  });

  it('are loaded once for all who ask at the same time', async () => {
    const cache = new SealerCache();
    let loads = 0;
    const load = (): Promise<Sealer> => {
      loads += 1;
      return Promise.resolve(aSealer());
    };
    const [one, other] = await Promise.all([cache.getOrLoad(owner, load), cache.getOrLoad(owner, load)]);
    expect([one === other, loads]).toEqual([true, 1]);
  });

  it('do not keep a load that was forgotten while it ran', async () => {
    const cache = new SealerCache();
    const { promise, resolve } = Promise.withResolvers<Sealer>();
    const loading = cache.getOrLoad(owner, () => promise);
    cache.forget(owner);
    resolve(aSealer());
    await loading;
    expect(cache.get(owner)).toBeUndefined();
  });

  it('do not keep a failed load', async () => {
    const cache = new SealerCache();
    await expect(cache.getOrLoad(owner, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    const sealer = aSealer();
    expect(await cache.getOrLoad(owner, () => Promise.resolve(sealer))).toBe(sealer);
  });
});
