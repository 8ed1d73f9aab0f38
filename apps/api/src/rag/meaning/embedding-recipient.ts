import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { KnowsRecipients, type NamesRecipient, type Recipient } from '#platform/inventory/recipients.js';
import { RetrievalSettings } from '../retrieval.settings.js';

/** A server that makes vectors gets to read what it makes them of. */
@Injectable()
@KnowsRecipients(true)
export class EmbeddingRecipient implements NamesRecipient {
  constructor(private readonly settings: Settings) {}

  recipients(): readonly Recipient[] {
    const { meaning, embeddings } = this.settings.of(RetrievalSettings);
    if (meaning === 'off' || embeddings.kind === 'included') return [];
    return [
      {
        name: `the embedding server (${embeddings.kind})`,
        place: embeddings.place ?? 'this-host',
        receives: 'passages of documents and the questions that are searched for',
        dataClasses: ['content', 'knowledge'],
      },
    ];
  }
}
