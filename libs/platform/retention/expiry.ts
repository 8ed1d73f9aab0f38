import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { RetentionClass } from '#contracts/retention/retention.js';
import type { Tx } from '../database/transactions.js';

/** What is past its time, as counts and dates alone. */
export interface Due {
  readonly objects: number;
  /** What they hold: messages of conversations, versions of documents. */
  readonly parts: number;
  /** Past their time too, and kept by a legal hold. */
  readonly held: number;
  /** When the clocks of the first and of the last of them began. */
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

/** How many objects have a clock that began on a day, in UTC. */
export interface DayCount {
  /** As `2026-11-29`. */
  readonly day: string;
  readonly objects: number;
}

export interface Removed {
  readonly id: string;
  readonly parts: number;
}

/** Of a class with periods by collection: one of them, or all but those that have their own. */
export type Scope = { readonly collection: string } | { readonly except: readonly string[] };

export const everything: Scope = { except: [] };

/** A collection whose period can be decided. */
export interface ScopedCollection {
  readonly id: string;
  readonly name: string;
}

/** What a room removes when its time is over. Found by its decorator; the retention room imports none. */
export interface Expiry {
  /** What `removeBefore` would remove by now. */
  due(cutoff: Date, scope: Scope): Promise<Due>;
  /** What becomes due day by day: objects whose clocks began between the two. */
  startedBetween(from: Date, to: Date, scope: Scope): Promise<DayCount[]>;
  /** Removes up to `limit` objects whose clock began before `cutoff`, with everything in them. Passes over what a legal hold keeps. */
  removeBefore(tx: Tx, cutoff: Date, limit: number, scope: Scope): Promise<Removed[]>;
  /** The collections that can have a period of their own; left out where the class has none. */
  collections?(): Promise<ScopedCollection[]>;
}

export interface ExpiryDeclaration {
  readonly retention: RetentionClass;
  /** What is removed, in a word that is this declaration's alone. */
  readonly object: 'conversation' | 'document' | 'approval';
  /** Every table whose rows go with it. A table that no declaration names fails a test. */
  readonly tables: readonly string[];
  /** The audit event that each removal leaves, beside those of the run; null: none. */
  readonly recordedAs: AuditAction | null;
}

/** Marks a provider as one that removes what has expired. */
export const RemovesExpired = DiscoveryService.createDecorator<ExpiryDeclaration>();

/** What clears its own tables, without a run: it lives for minutes or hours, or goes by a rule of its own. */
export interface ClearingDeclaration {
  readonly tables: readonly string[];
  /** When rows go, in words for the data inventory. */
  readonly rule: string;
}

/** Marks a provider as one that clears its own tables. */
export const ClearsItself = DiscoveryService.createDecorator<ClearingDeclaration>();

@Injectable()
export class Expiries {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): { readonly declaration: ExpiryDeclaration; readonly expiry: Expiry }[] {
    return this.discovery.getProviders({ metadataKey: RemovesExpired.KEY }).flatMap((wrapper) => {
      const declaration = this.discovery.getMetadataByDecorator(RemovesExpired, wrapper);
      return declaration && wrapper.instance ? [{ declaration, expiry: wrapper.instance as Expiry }] : [];
    });
  }

  /** What clears itself. */
  clearings(): ClearingDeclaration[] {
    return this.discovery
      .getProviders({ metadataKey: ClearsItself.KEY })
      .flatMap((wrapper) => this.discovery.getMetadataByDecorator(ClearsItself, wrapper) ?? []);
  }
}
