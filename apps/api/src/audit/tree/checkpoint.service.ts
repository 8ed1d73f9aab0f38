import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { forbidden } from '#platform/http/problem.js';
import { neverSigned } from '../audit.errors.js';
import { mayReadCheckpoint } from './checkpoint-access.rules.js';
import { LogProofs } from './log-proofs.js';

const publicSetting = 'monitoring.publicCheckpoint';

@Injectable()
export class CheckpointService {
  constructor(
    private readonly proofs: LogProofs,
    private readonly settings: Settings,
  ) {}

  /** The newest signed note about the log, for everybody with access to it. */
  async newest(visitor: Actor | null): Promise<string> {
    if (!mayReadCheckpoint(visitor?.permissions ?? null, this.isPublic())) throw forbidden();
    const note = await this.proofs.newestNote();
    if (note === null) throw neverSigned();
    return note;
  }

  /** The setting belongs to the room of monitoring, which this one does not know; so it is found by its name. */
  private isPublic(): boolean {
    return this.settings.list().some(({ leaf, value }) => leaf.path.join('.') === publicSetting && value === true);
  }
}
