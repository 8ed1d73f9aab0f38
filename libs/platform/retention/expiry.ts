import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { RetentionClass } from '#contracts/retention.js';
import type { Tx } from '../database/transactions.js';

/** What a room removes when its time is over. Found by its decorator; the retention room imports none. */
export interface Expiry {
  /** Removes up to `limit` objects whose clock began before `cutoff`, with everything in them, and answers their ids. */
  removeBefore(tx: Tx, cutoff: Date, limit: number): Promise<string[]>;
}

export interface ExpiryDeclaration {
  readonly retention: RetentionClass;
  /** The object of the audit event that each removal leaves. */
  readonly object: 'conversation';
}

/** Marks a provider as one that removes what has expired. */
export const RemovesExpired = DiscoveryService.createDecorator<ExpiryDeclaration>();

@Injectable()
export class Expiries {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly declaration: ExpiryDeclaration; readonly expiry: Expiry }[] {
    return this.discovery.getProviders({ metadataKey: RemovesExpired.KEY }).flatMap((wrapper) => {
      const declaration = this.discovery.getMetadataByDecorator(RemovesExpired, wrapper);
      return declaration && wrapper.instance ? [{ declaration, expiry: wrapper.instance as Expiry }] : [];
    });
  }
}
