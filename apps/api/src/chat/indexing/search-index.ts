import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { packText, type TextKind } from '#retrieval/history/history-index.js';
import { SearchIndexRepository } from './search-index.repository.js';
import { SearchKeys } from './search-keys.js';

/** A text that is to be found: known by its conversation and the moment at which it, or for a title the conversation, was begun. */
export interface SearchableText {
  readonly kind: TextKind;
  readonly conversationId: string;
  readonly moment: Date;
  readonly text: string;
}

/** Puts what people and models write into the index, in the transaction that writes it. */
@Injectable()
export class SearchIndex {
  constructor(
    private readonly index: SearchIndexRepository,
    private readonly keys: SearchKeys,
    private readonly ids: Ids,
  ) {}

  /** A text that changed is added again: what the index says of its former words leads to a text without them, which is passed over. */
  async add(tx: Tx, sealer: Sealer, ownerId: string, texts: readonly SearchableText[]): Promise<void> {
    const written = texts.filter(({ text }) => text.trim() !== '');
    if (written.length === 0) return;
    const blind = await this.keys.blindingIn(tx, sealer, ownerId);
    const entries = written.map(({ kind, conversationId, moment, text }) => ({
      id: this.ids.next(),
      ownerId,
      conversationId,
      moment,
      terms: packText(blind, kind, text, moment.getTime()),
    }));
    await this.index.addEntries(tx, sealer, entries);
  }
}
