import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { FirstStepName } from '#contracts/auth/first-steps.js';
import type { Actor } from '../access/actor.js';

/** A room's part of an administrator's first steps. Found by its decorator; the list of steps imports no room. */
export interface FirstStepFact {
  /** For a step that a person confirms: whether it can be true. */
  holds(actor: Actor): Promise<boolean>;
}

/** Marks a provider as the one that knows a step. */
export const KnowsFirstStep = DiscoveryService.createDecorator<FirstStepName>();

@Injectable()
export class FirstStepFacts {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Null where nothing here can know it. */
  of(step: FirstStepName): FirstStepFact | null {
    const found = this.discovery
      .getProviders({ metadataKey: KnowsFirstStep.KEY })
      .find((wrapper) => this.discovery.getMetadataByDecorator(KnowsFirstStep, wrapper) === step);
    return (found?.instance as FirstStepFact | undefined) ?? null;
  }
}
