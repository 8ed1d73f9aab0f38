import type { RequestType } from '#contracts/rights/requests.js';

export interface CollectedTable {
  readonly table: string;
  readonly subject: { readonly kind: string };
  readonly legalBasis: string;
  readonly erasure: string;
}

/** Left out of every package: the keys themselves, and the details of the log, whose events are there. */
const neverCollected: ReadonlySet<string> = new Set(['keyring.data_key', 'audit.event_detail']);

/**
 * Which tables go into a package. Art. 15: everything about the person. Art. 20: what they provided, which is processed by contract or
 * consent.
 */
export function collectedFor<Table extends CollectedTable>(type: RequestType, tables: readonly Table[]): Table[] {
  return tables.filter(
    ({ table, subject, legalBasis }) =>
      subject.kind === 'user' &&
      !neverCollected.has(table) &&
      (type !== 'portability' || legalBasis === 'contract' || legalBasis === 'consent'),
  );
}

/** A value as JSON and people read it. Bytes that are no text say how many they are. */
export function plainValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return value instanceof Date ? value.toISOString() : value;
}
