import { Injectable } from '@nestjs/common';
import { DataKey } from '#sealing/keys/data-key.js';
import { wrapKey } from '#sealing/keys/key-wrap.js';
import type { Tx } from '../../database/transactions.js';
import { KeyringRepository } from '../keyring.repository.js';
import { ownerText, type Owner } from './owner.js';
import { WrapKeys } from '../master/wrap-keys.js';

@Injectable()
export class KeyMint {
  constructor(
    private readonly repository: KeyringRepository,
    private readonly wrapKeys: WrapKeys,
  ) {}

  /** Makes a new random key version and stores it wrapped. */
  async mint(tx: Tx, owner: Owner, name: { id: string; version: number; state: 'active' | 'prepared' }): Promise<DataKey> {
    const key = DataKey.generate({ id: name.id, version: name.version, owner: ownerText(owner) });
    const { wrapKeyId, wrapKey: under } = await this.wrapKeys.forNewKeys(tx);
    await this.repository.insert(tx, owner, { ...name, wrapped: wrapKey(under, key), wrapKeyId });
    return key;
  }
}
