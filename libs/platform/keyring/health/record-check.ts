import { Injectable } from '@nestjs/common';
import { CannotOpen } from '#sealing/cannot-open.js';
import { asSealed, sealedUnder, type RecordContext } from '#sealing/record.js';
import { Problem } from '../../http/problem.js';
import { Keyring } from '../keyring.js';
import { KeyringRepository } from '../keyring.repository.js';
import type { Owner } from '../keys/owner.js';
import type { Sealer } from '../keys/sealer.js';

/** `without-key`: the key that it names is not in the keyring, as after an erasure. */
export type RecordState = 'opens' | 'without-key' | 'broken';

/** Tries whether a record of any owner opens in its own context, for checks of copies. Its content is dropped immediately. */
@Injectable()
export class RecordCheck {
  constructor(
    private readonly repository: KeyringRepository,
    private readonly keyring: Keyring,
  ) {}

  async of(context: RecordContext, bytes: Uint8Array): Promise<RecordState> {
    try {
      const sealed = asSealed(bytes);
      const owner = await this.repository.ownerOf(sealedUnder(sealed).keyId);
      if (owner === null) return 'without-key';
      (await this.sealerOf(owner)).open(context, sealed).fill(0);
      return 'opens';
    } catch (cause) {
      if (cause instanceof CannotOpen) return 'broken';
      if (cause instanceof Problem && cause.code === 'key-destroyed') return 'without-key'; // just now
      throw cause;
    }
  }

  private sealerOf({ kind, name }: Owner): Promise<Sealer> {
    if (kind === 'subject') return this.keyring.forSubject(name);
    return kind === 'collection' ? this.keyring.forCollection(name) : this.keyring.forPurpose(name);
  }
}
