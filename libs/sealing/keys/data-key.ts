import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { lengthPrefixed, uint32 } from '../fields.js';
import { KEY_BYTES } from '../primitives.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const MAX_VERSION = 0xffff_ffff;

/** Which data key it is, and whose. Not secret. */
export interface DataKeyName {
  /** A UUID in lower case; all versions of one owner's key share it. */
  readonly id: string;
  /** Counts from 1. */
  readonly version: number;
  /** Kind and id of whom the key belongs to, as `subject:…`, `collection:…` or `purpose:…`. */
  readonly owner: string;
}

/** A data key in the open. The secret is a `KeyObject`, so no log, JSON or inspection can print it. */
export class DataKey implements DataKeyName {
  /** The id as the 16 bytes that stand in a record. */
  readonly idBytes: Buffer;
  /** The tail of every context under this key: owner, key id, key version, length-prefixed. */
  readonly contextTail: Buffer;

  private constructor(
    readonly id: string,
    readonly version: number,
    readonly owner: string,
    readonly secret: KeyObject,
  ) {
    if (!UUID.test(id)) throw new RangeError(`A data key id must be a lower-case UUID, got "${id}".`);
    if (!Number.isInteger(version) || version < 1 || version > MAX_VERSION) {
      throw new RangeError(`A data key version must be a whole number from 1, got ${version}.`);
    }
    this.idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    this.contextTail = lengthPrefixed(owner, this.idBytes, uint32(version));
  }

  /** Makes a new random key. */
  static generate(name: DataKeyName): DataKey {
    const secret = randomBytes(KEY_BYTES);
    return DataKey.of(name, secret);
  }

  /** Takes over the bytes of a key and wipes them. */
  static of(name: DataKeyName, secret: Buffer): DataKey {
    if (secret.length !== KEY_BYTES) throw new RangeError(`A data key has ${KEY_BYTES} bytes, got ${secret.length}.`);
    const key = new DataKey(name.id, name.version, name.owner, createSecretKey(secret));
    secret.fill(0);
    return key;
  }
}
