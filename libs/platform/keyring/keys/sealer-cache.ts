import { LRUCache } from 'lru-cache';
import { ownerText, type Owner } from './owner.js';
import type { Sealer } from './sealer.js';

/**
 * Seconds for which an instance may use its cached keys. Keys are destroyed, retired and refused in the database
 * first; after this time every instance has noticed. Writes inside a transaction check every time.
 */
export const KEY_CACHE_SECONDS = 60;

export interface SealerCacheOptions {
  readonly maxOwners?: number;
  /** A monotonic time in milliseconds. */
  readonly now?: () => number;
}

/** Opened keys in memory, the most recently used ones, each for a minute. */
export class SealerCache {
  private readonly sealers: LRUCache<string, Sealer>;
  private readonly loading = new Map<string, Promise<Sealer>>();

  constructor({ maxOwners = 10_000, now = () => performance.now() }: SealerCacheOptions = {}) {
    this.sealers = new LRUCache({ max: maxOwners, ttl: KEY_CACHE_SECONDS * 1000, ttlResolution: 0, perf: { now } });
  }

  get(owner: Owner): Sealer | undefined {
    return this.sealers.get(ownerText(owner));
  }

  set(sealer: Sealer): void {
    this.sealers.set(ownerText(sealer.owner), sealer);
  }

  /** What is cached, or what `load` gives; concurrent callers share one load. A load that `forget` overtakes is not kept. */
  async getOrLoad(owner: Owner, load: () => Promise<Sealer>): Promise<Sealer> {
    const name = ownerText(owner);
    const known = this.sealers.get(name) ?? this.loading.get(name);
    if (known) return known;
    const loading = load();
    this.loading.set(name, loading);
    try {
      const sealer = await loading;
      if (this.loading.get(name) === loading) this.sealers.set(name, sealer);
      return sealer;
    } finally {
      if (this.loading.get(name) === loading) this.loading.delete(name);
    }
  }

  forget(owner: Owner): void {
    this.loading.delete(ownerText(owner));
    this.sealers.delete(ownerText(owner));
  }

  clear(): void {
    this.loading.clear();
    this.sealers.clear();
  }
}
