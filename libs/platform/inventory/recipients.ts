import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** Who gets personal data from Chat Man, for the processing record. */
export interface Recipient {
  readonly name: string;
  readonly place: 'this-host' | 'organisation' | 'outside';
  /** What it gets, in words. */
  readonly receives: string;
  /** Classes of data that it gets something of. */
  readonly dataClasses: readonly string[];
}

export interface NamesRecipient {
  recipients(): readonly Recipient[];
}

/** Marks a provider that knows recipients. */
export const KnowsRecipients = DiscoveryService.createDecorator<true>();

@Injectable()
export class Recipients {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): Recipient[] {
    return this.discovery
      .getProviders({ metadataKey: KnowsRecipients.KEY })
      .flatMap((wrapper) => (wrapper.instance ? [...(wrapper.instance as NamesRecipient).recipients()] : []));
  }
}
