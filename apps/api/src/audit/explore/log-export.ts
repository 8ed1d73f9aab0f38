import { Injectable } from '@nestjs/common';
import type { AuditEventFilters } from '#contracts/audit/audit.js';
import { CannotOpen } from '#sealing/cannot-open.js';
import { Clock } from '#platform/clock.js';
import { exportFormat, writeExportLine, type EventLine } from '#transparency/export/export-format.js';
import type { LeafFields } from '#transparency/leaf.js';
import { neverSigned } from '../audit.errors.js';
import { DetailCheck } from '../verify/detail-check.js';
import { DetailRepository, type StoredDetail } from '../record/detail.repository.js';
import { isFiltered, type FoundEvent } from './explorer.rules.js';
import { ExplorerRepository, type PlacedEvent } from './explorer.repository.js';
import { csvColumns, csvEnd, csvLine, csvOf } from './log-export.rules.js';
import { LogProofs, type SignedState } from '../tree/log-proofs.js';
import type { LeafRow } from '../tree/tree.entity.js';
import { LogReaderRepository } from '../verify/log-reader.repository.js';
import { ascendingRuns, comesAfter, keyOf, type Ordered } from '../verify/log-verifier.rules.js';

const pageSize = 1_000;
const checkpointPage = 500;

export interface ExportChoice {
  readonly format: 'jsonl' | 'csv';
  /** Whether sealed details are opened into the export. */
  readonly details: boolean;
  readonly filters: AuditEventFilters;
}

/**
 * Writes the log out, page by page, for people who keep or check it elsewhere. The whole log is proved by its order and checkpoints;
 * a selection carries an inclusion proof for each event. `chatman audit verify --offline` checks both.
 */
@Injectable()
export class LogExport {
  constructor(
    private readonly explorer: ExplorerRepository,
    private readonly reader: LogReaderRepository,
    private readonly proofs: LogProofs,
    private readonly details: DetailRepository,
    private readonly opener: DetailCheck,
    private readonly clock: Clock,
  ) {}

  async *lines({ format, details, filters }: ExportChoice): AsyncGenerator<string> {
    const state = await this.proofs.signedState();
    if (state === null) throw neverSigned();
    if (format === 'csv') yield* this.csv(state, filters, details);
    else if (isFiltered(filters)) yield* this.selection(state, filters, details);
    else yield* this.whole(state, details);
  }

  /** Every place in order, those that retention has emptied too, and every checkpoint at its size. */
  private async *whole(state: SignedState, withDetails: boolean): AsyncGenerator<string> {
    const { size } = state.checkpoint;
    yield this.header(state, 'whole');
    const checkpoints = this.checkpointsUpTo(size);
    let checkpoint = await checkpoints.next();
    for (let from = 0; from < size;) {
      const places = await this.reader.leaves(from, Math.min(pageSize, size - from));
      if (places.length === 0) break;
      const events = await this.eventsAt(places);
      const opened = withDetails ? await this.opened([...events.values()]) : new Map<string, EventLine['detail']>();
      for (const place of places) {
        const leaf = events.get(keyOf(place)) ?? null;
        const detail = leaf === null ? undefined : opened.get(leaf.id);
        yield writeExportLine({ kind: 'event', index: place.index, leaf, leafHash: place.leafHash.toString('base64'), detail });
        while (checkpoint.done !== true && checkpoint.value.size <= place.index + 1) {
          yield writeExportLine({ kind: 'checkpoint', note: checkpoint.value.note });
          checkpoint = await checkpoints.next();
        }
      }
      from = places.at(-1)!.index + 1;
    }
    yield writeExportLine({ kind: 'end', size });
  }

  private async *selection(state: SignedState, filters: AuditEventFilters, withDetails: boolean): AsyncGenerator<string> {
    yield this.header(state, 'selection');
    let count = 0;
    for await (const events of this.pages(filters, state.checkpoint.size)) {
      const opened = withDetails ? await this.opened(events) : new Map<string, EventLine['detail']>();
      const places = events.map((event) => ({ index: event.index, leaf: leafOf(event) }));
      const proofs = await this.proofs.inclusionOf(places, state);
      for (const [place, { id, index, leafHash }] of events.entries()) {
        yield writeExportLine({
          kind: 'event',
          index,
          leaf: places[place]!.leaf,
          leafHash,
          proof: proofs[place]!,
          detail: opened.get(id),
        });
      }
      count += events.length;
    }
    yield writeExportLine({ kind: 'end', size: count });
  }

  private async *csv(state: SignedState, filters: AuditEventFilters, withDetails: boolean): AsyncGenerator<string> {
    yield csvLine(csvColumns);
    let count = 0;
    for await (const events of this.pages(filters, state.checkpoint.size)) {
      const opened = withDetails ? await this.opened(events) : new Map<string, EventLine['detail']>();
      yield events.map((event) => csvOf(event, opened.get(event.id)?.text ?? null)).join('');
      count += events.length;
    }
    yield csvEnd(count);
  }

  /** The events of some places, by key; those that retention has removed are not there. */
  private async eventsAt(places: readonly LeafRow[]): Promise<Map<string, LeafFields>> {
    const wanted = new Set(places.map(keyOf));
    const events = new Map<string, LeafFields>();
    for (const run of ascendingRuns(places)) {
      const last = run.at(-1)!;
      let after: Ordered = { transaction: run[0]!.transaction, sequence: String(BigInt(run[0]!.sequence) - 1n) };
      for (let isMore = true; isMore;) {
        const page = await this.reader.eventsAfter(after, last.transaction, pageSize);
        for (const event of page) if (wanted.has(keyOf(event))) events.set(keyOf(event), event);
        after = page.at(-1) ?? last;
        isMore = page.length === pageSize && !comesAfter(after, last);
      }
    }
    return events;
  }

  private header({ checkpoint, note, key }: SignedState, scope: 'whole' | 'selection'): string {
    const exportedAt = this.clock.now().toISOString();
    return writeExportLine({
      kind: 'header',
      format: exportFormat,
      origin: checkpoint.origin,
      key: key.toString(),
      exportedAt,
      scope,
      from: 0,
      peaks: [],
      checkpoint: scope === 'selection' ? note : null,
    });
  }

  private async *pages(filters: AuditEventFilters, size: number): AsyncGenerator<PlacedEvent[]> {
    for (let last: PlacedEvent | null = null; ;) {
      const events: PlacedEvent[] = await this.explorer.placed(filters, last, size, pageSize);
      if (events.length > 0) yield events;
      if (events.length < pageSize) return;
      last = events.at(-1)!;
    }
  }

  private async *checkpointsUpTo(size: number): AsyncGenerator<{ size: number; note: string }> {
    for (let no = 0; ;) {
      const page = await this.reader.checkpointsAfter(no, checkpointPage);
      for (const checkpoint of page) if (checkpoint.size <= size) yield checkpoint;
      if (page.length < checkpointPage) return;
      no = page.at(-1)!.no;
    }
  }

  private async opened(events: readonly LeafFields[]): Promise<Map<string, EventLine['detail']>> {
    const stored = await this.details.of(events.filter(({ detailCommitment }) => detailCommitment !== null).map(({ id }) => id));
    const opened = new Map<string, EventLine['detail']>();
    for (const detail of stored) {
      const text = await this.textOf(detail);
      if (text !== null) opened.set(detail.eventId, { salt: detail.salt.toString('base64'), text });
    }
    return opened;
  }

  /** Null for what was erased, and for what cannot be opened: the verification says which of the two. */
  private async textOf(detail: Pick<StoredDetail, 'eventId' | 'subjectId' | 'content'>): Promise<string | null> {
    try {
      return await this.opener.open(detail);
    } catch (cause) {
      if (cause instanceof CannotOpen || cause instanceof RangeError) return null;
      throw cause;
    }
  }
}

function leafOf({ index: _index, leafHash: _leafHash, ...leaf }: FoundEvent): LeafFields {
  return leaf;
}
