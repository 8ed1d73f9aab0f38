import { Injectable } from '@nestjs/common';
import type { AuditRecord } from '#platform/access/ports.js';
import type { Tx } from '#platform/database/transactions.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import { monthNotPrunable, underHold } from '../audit.errors.js';
import { EventWriter } from '../record/event-writer.js';
import { PruningRepository } from './pruning.repository.js';
import { joined, rangeText } from './pruning.rules.js';

const notInThatState = '55000';
const heldByOthers = '55006';

/** Removes the oldest month of events and keeps their hashes, and writes into the log which places are empty from now on. */
@Injectable()
@ClearsItself({ tables: ['audit.event', 'audit.event_detail'], rule: 'month by month, on request of two people' })
export class Pruning {
  constructor(
    private readonly repository: PruningRepository,
    private readonly writer: EventWriter,
  ) {}

  /** The oldest month that has events, as `2026-11`. */
  async oldestMonth(tx: Tx): Promise<string | null> {
    return (await this.repository.oldestMonth(tx))?.slice(0, 7) ?? null;
  }

  /** Whether a legal hold keeps the month. */
  isHeld(tx: Tx, month: string): Promise<boolean> {
    return this.repository.isHeld(tx, `${month}-01`);
  }

  /**
   * @param month as `2026-11`
   * @returns how many events were removed
   */
  async prune(tx: Tx, month: string, by: Pick<AuditRecord, 'actor' | 'requestId' | 'reason'>): Promise<number> {
    const firstDay = `${month}-01`;
    const places = await this.repository.placesOf(tx, firstDay);
    // All ranges so far, and not only this month's: the events about the earlier ones are pruned one day themselves.
    for (const range of joined([...(await this.repository.earlierRanges(tx)), ...places])) {
      await this.writer.record(tx, {
        ...by,
        action: 'audit.pruned',
        object: { type: 'audit-range', id: rangeText(range) },
        outcome: 'success',
      });
    }
    // Last, and nothing is read beside this transaction: from here to the commit the log is locked.
    try {
      await this.repository.drop(tx, firstDay);
    } catch (cause) {
      const state = refusedBy(cause)?.sqlState;
      if (state === heldByOthers) throw underHold({ cause });
      if (state === notInThatState) throw monthNotPrunable({ cause });
      throw cause;
    }
    return places.reduce((sum, { from, to }) => sum + to - from, 0);
  }
}
