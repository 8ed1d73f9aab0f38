import { Injectable } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { nothingLost } from '../audit.errors.js';
import { AnchorFiles } from '../engine/anchor-files.js';
import { SigningKey } from '../engine/signing-key.js';
import { EventWriter } from '../record/event-writer.js';
import { LogFaultError, type LogFault } from '../record/log-fault.js';
import { rangeText } from '../prune/pruning.rules.js';
import { Sequencer } from '../tree/sequencer.js';
import { TreeRepository } from '../tree/tree.repository.js';

/**
 * Lets the log go on after a part of it was lost for good, such as by a restore from a backup older than the anchor. It goes on under a new
 * key and name, since one name must never stand under two histories; the lost anchors stay as evidence; and the first event of the
 * continued log says what was lost and why that was accepted.
 */
@Injectable()
export class LossAcceptance {
  constructor(
    private readonly sequencer: Sequencer,
    private readonly tree: TreeRepository,
    private readonly keys: SigningKey,
    private readonly anchors: AnchorFiles,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
  ) {}

  /** Throws `nothing-lost` unless the log is older than its anchor, or its key is lost. A log that was rewritten cannot be accepted. */
  async accept(reason: string): Promise<void> {
    const fault = await this.fault();
    if (fault !== 'stale' && fault !== 'no-key') throw nothingLost();
    const size = (await this.tree.newest())?.size ?? 0;
    const lostAnchor = await this.anchors.newest();
    const name = `chat-man-${this.ids.next()}`;
    // The key first: were the anchors put aside before it, a sequencer could sign another history under the old name.
    await this.keys.replace(name);
    await this.anchors.setAside(`given-up-${name}`);
    await this.transactions.run((tx) =>
      this.writer.record(tx, {
        actor: 'system',
        action: 'audit.loss-accepted',
        object: { type: 'audit-range', id: rangeText({ from: size, to: sizeIn(lostAnchor) ?? size }) },
        outcome: 'success',
        detail: { fault, reason, anchor: lostAnchor },
      }),
    );
  }

  private async fault(): Promise<LogFault | null> {
    try {
      await this.sequencer.step();
      return null;
    } catch (cause) {
      if (cause instanceof LogFaultError) return cause.fault;
      throw cause;
    }
  }
}

/** The second line of a note. Its signature is no matter here: it is written down as it was found. */
function sizeIn(note: string | null): number | null {
  const size = Number(note?.split('\n')[1] ?? Number.NaN);
  return Number.isSafeInteger(size) && size >= 0 ? size : null;
}
