import { Injectable } from '@nestjs/common';
import { withBrought } from '../anchor/anchor-order.rules.js';
import { DetailCheck } from './detail-check.js';
import { AnchorFiles } from '../engine/anchor-files.js';
import { SigningKey } from '../engine/signing-key.js';
import { LogReaderRepository } from './log-reader.repository.js';
import { LogWalk, type LogVerdict, type Verification } from './log-walk.js';
import { TreeRepository } from '../tree/tree.repository.js';

/** Checks the log in the database against itself, against everything that was signed about it, and against the anchors outside. */
@Injectable()
export class LogVerifier {
  constructor(
    private readonly reader: LogReaderRepository,
    private readonly tree: TreeRepository,
    private readonly keys: SigningKey,
    private readonly anchors: AnchorFiles,
    private readonly details: DetailCheck,
  ) {}

  async verify(verification: Verification = {}): Promise<LogVerdict> {
    const walk = new LogWalk(this.reader, {
      newest: await this.tree.newest(),
      heartbeat: (await this.tree.heartbeat())?.note ?? null,
      trusted: await this.keys.trusted(),
      pruned: await this.reader.prunedRanges(),
      anchors: withBrought(this.anchors.all(), verification.anchors ?? []),
    });
    const verdict = await walk.run(verification);
    const altered = await this.details.firstAltered(verification);
    const missing = await this.details.firstMissing(verification);
    const found = [
      verdict.firstBad,
      altered === null ? null : ({ kind: 'altered', index: altered, upTo: altered + 1, where: 'event' } as const),
      missing === null ? null : ({ kind: 'missing', index: missing, upTo: missing + 1, where: 'detail' } as const),
    ].filter((finding) => finding !== null);
    const [firstBad = null] = found.sort((one, other) => one.index - other.index); // of one place, what the tree says comes first
    return { ...verdict, valid: firstBad === null, firstBad };
  }
}
