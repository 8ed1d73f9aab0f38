import { createSecretKey, type KeyObject } from 'node:crypto';
import argon2 from 'argon2';
import { lengthPrefixed } from '../fields.js';
import { hkdf, KEY_BYTES } from '../primitives.js';

/*
 * CHAT_MAN_PASSWORD ─ Argon2id (RFC 9106), salt of the installation ─► root ─ HKDF ─► one master key per purpose
 *
 * Only what may change with the password is derived from it directly. Blind indexes and the pepper must outlive a change
 * of password, so they hang on data keys (docs/security.md, "Key hierarchy").
 */

export const MASTER_PURPOSES = ['wrap', 'backup'] as const;
export type MasterPurpose = (typeof MASTER_PURPOSES)[number];

interface Cost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** Argon2id costs by version: memory in KiB, passes, lanes. A version never changes once it has been released; add another. */
const COSTS = {
  1: { memoryCost: 65_536, timeCost: 3, parallelism: 1 },
} as const satisfies Record<number, Cost>;

export type DerivationVersion = keyof typeof COSTS;
export const CURRENT_DERIVATION: DerivationVersion = 1;
export const MIN_SALT_BYTES = 16;

export function isDerivationVersion(version: number): version is DerivationVersion {
  return Object.hasOwn(COSTS, version);
}

/** How to get from the password to the keys. Not secret; stored beside the installation's data. */
export interface Derivation {
  readonly version: DerivationVersion;
  /** At least 16 random bytes. */
  readonly salt: Uint8Array;
}

/** The keys that one master password opens. */
export class MasterKeys {
  private constructor(
    private readonly keys: ReadonlyMap<MasterPurpose, KeyObject>,
    /** 16 bytes in hexadecimal that identify this wrap key without revealing it. */
    readonly wrapKeyId: string,
  ) {}

  /** Costs 64 MiB and some 0.2 s on a thread of the pool. The same password and derivation always give the same keys. */
  static async derive(password: string, { version, salt }: Derivation): Promise<MasterKeys> {
    if (salt.length < MIN_SALT_BYTES)
      throw new RangeError(`A derivation salt has at least ${MIN_SALT_BYTES} bytes, got ${salt.length}.`);
    const root = await argon2.hash(prepared(password), {
      ...COSTS[version],
      type: argon2.argon2id,
      salt: Buffer.from(salt),
      hashLength: KEY_BYTES,
      raw: true,
    });
    const derived = (use: string, bytes: number): Buffer =>
      hkdf(root, new Uint8Array(), lengthPrefixed('chat-man/master/1', use), bytes);
    const keys = new Map(MASTER_PURPOSES.map((purpose) => [purpose, createSecretKey(derived(purpose, KEY_BYTES))] as const));
    const wrapKeyId = derived('wrap key id', 16).toString('hex');
    root.fill(0);
    return new MasterKeys(keys, wrapKeyId);
  }

  key(purpose: MasterPurpose): KeyObject {
    const key = this.keys.get(purpose);
    if (!key) throw new RangeError(`There is no master key for "${purpose}".`);
    return key;
  }
}

/** An Argon2id hash in PHC text form under a salt of its own, by which a password is recognised without deriving from it. */
export function makeVerifier(password: string): Promise<string> {
  return argon2.hash(prepared(password), { ...COSTS[CURRENT_DERIVATION], type: argon2.argon2id });
}

/** Whether the password is the one that the verifier was made from. A text that is no verifier throws. */
export function verifyPassword(verifier: string, password: string): Promise<boolean> {
  return argon2.verify(verifier, prepared(password));
}

/** Keyboards differ in how they compose accents; the password must not (RFC 8265, OpaqueString). */
function prepared(password: string): string {
  return password.normalize('NFC');
}
