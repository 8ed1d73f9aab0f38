import { Injectable } from '@nestjs/common';
import type { OwnInstructions } from '#contracts/chat/prompts.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { OwnInstructionsRepository } from './own-instructions.repository.js';

/** What a person wants every answer to take into account: sent to the model with each of their questions. */
@Injectable()
export class OwnInstructionsService {
  constructor(
    private readonly instructions: OwnInstructionsRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<OwnInstructions> {
    return { text: await this.instructions.of(actor.id) };
  }

  async keep({ tx, actor }: AuditedCall, { text }: OwnInstructions): Promise<OwnInstructions> {
    refuseIfRestricted(actor);
    if (text === '') await this.instructions.remove(tx, actor.id);
    else await this.instructions.keep(tx, await this.keyring.forSubject(actor.id, tx), actor.id, text, this.clock.now());
    return { text };
  }
}
