import { Injectable } from '@nestjs/common';
import { KnowsRecipients, type NamesRecipient, type Recipient } from '#platform/inventory/recipients.js';
import { ConfiguredProvider } from './configured-provider.js';

/** The model server is the one that gets to read what people write. */
@Injectable()
@KnowsRecipients(true)
export class ModelRecipient implements NamesRecipient {
  constructor(private readonly configured: ConfiguredProvider) {}

  recipients(): readonly Recipient[] {
    const { provider } = this.configured;
    if (provider === null) return [];
    return [
      {
        name: `the model server (${provider.id})`,
        place: provider.place,
        receives: 'questions, the conversation around them, and passages that were found for them',
        dataClasses: ['content', 'knowledge'],
      },
    ];
  }
}
