import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { KnowsFirstStep, type FirstStepFact } from '#platform/first-steps/first-step.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { MfaService } from '../mfa/mfa.service.js';

/** Somebody else can sign in as an administrator. */
@Injectable()
@KnowsFirstStep('second-administrator')
export class SecondAdministratorStep implements FirstStepFact {
  constructor(private readonly deciders: DecidersRepository) {}

  holds(actor: Actor): Promise<boolean> {
    return this.deciders.hasOtherAdmin(actor.id);
  }
}

/** Of the person who asks. */
@Injectable()
@KnowsFirstStep('second-factor')
export class SecondFactorStep implements FirstStepFact {
  constructor(private readonly mfa: MfaService) {}

  holds(actor: Actor): Promise<boolean> {
    return this.mfa.isEnrolled(actor.id);
  }
}
