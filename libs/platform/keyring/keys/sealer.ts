import { CannotOpen } from '#sealing/cannot-open.js';
import type { DataKey } from '#sealing/keys/data-key.js';
import { open, openText, seal, sealedUnder, type RecordContext, type Sealed } from '#sealing/record.js';
import { ownerText, type Owner } from './owner.js';

/** Seals and opens for one owner. Lives for a request or a transaction: ask the keyring for it again, do not keep it. */
export class Sealer {
  constructor(
    readonly owner: Owner,
    private readonly active: DataKey,
    /** Every version that may open, the active one among them. */
    private readonly keys: ReadonlyMap<number, DataKey>,
    /** Distinguishes the cached state from the present one in the database. */
    readonly fingerprint: string,
  ) {
    if (!keys.has(active.version)) throw new RangeError(`The active key of ${ownerText(owner)} is not among its keys.`);
  }

  seal(context: RecordContext, plaintext: string | Uint8Array): Sealed {
    return seal(this.active, context, plaintext);
  }

  /** @throws CannotOpen for every reason */
  open(context: RecordContext, sealed: Sealed): Buffer {
    return open(this.keyFor(sealed), context, sealed);
  }

  /** @throws CannotOpen for every reason */
  openText(context: RecordContext, sealed: Sealed): string {
    return openText(this.keyFor(sealed), context, sealed);
  }

  /** Whether a record is under the active version; if not, the rotation seals it again. */
  isCurrent(sealed: Sealed): boolean {
    return sealedUnder(sealed).keyVersion === this.active.version;
  }

  /** Gives the active key to a derivation; for the keyring alone. */
  derive<Secret>(derivation: (key: DataKey) => Secret): Secret {
    return derivation(this.active);
  }

  private keyFor(sealed: Sealed): DataKey {
    const key = this.keys.get(sealedUnder(sealed).keyVersion);
    if (!key) throw new CannotOpen();
    return key;
  }
}
