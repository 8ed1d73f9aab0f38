import { Injectable } from '@nestjs/common';
import type { AuditEventFilters, AuditOutcome } from '#contracts/audit/audit.js';
import { Database } from '#platform/database/database.js';
import type { FoundEvent, Position } from './explorer.rules.js';
import type { Ordered } from '../verify/log-verifier.rules.js';
import { leafColumns, placeColumns } from '../tree/tree.repository.js';

/** An event that has its place. */
export type PlacedEvent = FoundEvent & { readonly index: number; readonly leafHash: string };

/** How far the time in an event's id may lie from the time of its recording: clocks differ, and transactions take a while. */
const idTolerance = "interval '1 day'";

/** What the list is narrowed to, and the actions that it leaves out. */
type ListFilters = AuditEventFilters & { readonly without?: readonly string[] };

@Injectable()
export class ExplorerRepository {
  constructor(private readonly database: Database) {}

  /** Events that pass all filters, newest first, after the cursor. */
  newest(filters: ListFilters, after: Position | null, limit: number): Promise<FoundEvent[]> {
    return this.inOrder(['<', 'DESC'], filters, after, limit);
  }

  /** The same from the other end. */
  oldest(filters: ListFilters, after: Position | null, limit: number): Promise<FoundEvent[]> {
    return this.inOrder(['>', 'ASC'], filters, after, limit);
  }

  /** Events that pass all filters and stand in the log before a place, in the order of transactions, after one of them. */
  async placed(filters: AuditEventFilters, after: Ordered | null, before: number, limit: number): Promise<PlacedEvent[]> {
    const wanted = new Conditions(filters);
    const { transaction, sequence } = after ?? { transaction: '0', sequence: '0' };
    wanted.add((xid, seq) => `(event.xid, event.seq) > (${xid}::text::xid8, ${seq}::bigint)`, transaction, sequence);
    const placed = wanted.where();
    const end = `$${wanted.parameters.push(before)}`;
    return this.database.query<PlacedEvent>(
      `SELECT ${leafColumns}, ${placeColumns}
         FROM audit.event event
        CROSS JOIN LATERAL (SELECT * FROM audit.leaf kept WHERE kept.seq = event.seq AND kept.index < ${end} OFFSET 0) leaf
        ${placed} ORDER BY event.xid, event.seq LIMIT ${limit}`,
      wanted.parameters,
    );
  }

  async byId(id: string): Promise<FoundEvent | null> {
    const [row] = await this.database.prepared<FoundEvent>(
      'audit-event-by-id',
      `SELECT ${leafColumns}, ${placeColumns}
         FROM audit.event event LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq
        WHERE event.id = $1 AND event.recorded_at BETWEEN $2::timestamptz - ${idTolerance} AND $2::timestamptz + ${idTolerance}`,
      [id, timeIn(id)],
    );
    return row ?? null;
  }

  /** How many events had which outcome since a time. */
  async countSince(since: Date): Promise<Record<AuditOutcome, number>> {
    const rows = await this.database.query<{ outcome: AuditOutcome; count: string }>(
      'SELECT outcome::text AS outcome, count(*)::text AS count FROM audit.event WHERE recorded_at >= $1 GROUP BY 1',
      [since],
    );
    const counts = { success: 0, denied: 0, failed: 0, intent: 0 };
    for (const { outcome, count } of rows) counts[outcome] = Number(count);
    return counts;
  }

  private async inOrder(
    [beyond, order]: readonly ['<', 'DESC'] | readonly ['>', 'ASC'],
    filters: ListFilters,
    after: Position | null,
    limit: number,
  ): Promise<FoundEvent[]> {
    const wanted = new Conditions(filters);
    if (after !== null)
      wanted.add(
        (time, sequence) => `(event.recorded_at, event.seq) ${beyond} (${time}::timestamptz, ${sequence}::bigint)`,
        after.recordedAt,
        after.sequence,
      );
    return this.database.query<FoundEvent>(
      `SELECT ${leafColumns}, ${placeColumns}
         FROM (SELECT * FROM audit.event event ${wanted.where()} ORDER BY event.recorded_at ${order}, event.seq ${order} LIMIT ${limit}) event
         LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq
        ORDER BY event.recorded_at ${order}, event.seq ${order}`,
      wanted.parameters,
    );
  }
}

/** Conditions of a question with their parameters. */
class Conditions {
  readonly parameters: unknown[] = [];
  private readonly texts: string[] = [];

  constructor({ actor, action, object, outcome, from, to, without = [] }: ListFilters) {
    if (actor !== undefined) this.add((it) => `event.actor = ${it}`, actor);
    if (action !== undefined)
      this.add((it) => (action.includes('.') ? `event.action = ${it}` : `event.action LIKE ${it} || '.%'`), action);
    if (without.length > 0) this.add((it) => `event.action <> ALL (${it}::text[])`, without);
    if (object !== undefined) this.add((it) => `event.object_id = ${it}`, object);
    if (outcome !== undefined) this.add((it) => `event.outcome = ${it}`, outcome);
    if (from !== undefined) this.add((it) => `event.recorded_at >= ${it}::timestamptz`, from);
    if (to !== undefined) this.add((it) => `event.recorded_at < ${it}::timestamptz`, to);
  }

  add(text: (...places: string[]) => string, ...values: readonly unknown[]): void {
    this.texts.push(text(...values.map((value) => `$${this.parameters.push(value)}`)));
  }

  where(): string {
    return this.texts.length === 0 ? '' : `WHERE ${this.texts.join(' AND ')}`;
  }
}

/** The first 48 bits of a UUIDv7 are milliseconds since 1970. */
function timeIn(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}
