import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import type { Correction } from '#retrieval/ranking/question.js';
import { isSpelled, Vocabulary } from '#retrieval/ranking/spelling.js';
import type { ReaderNames } from '../search/visibility.js';
import { VocabulariesRepository } from './vocabularies.repository.js';
import { VocabularyRow } from './vocabulary.entity.js';

const OPENED_CHARACTERS = 32_000_000;
/** More words than these, of the newest documents, would keep other requests waiting while they are compared. */
const MOST_WORDS = 400_000;
const VERSIONS_AT_ONCE = 500;
const KEPT_VOCABULARIES = 4;
/** What was deleted is not in memory for longer. */
const KEPT_MS = 600_000;

/** Corrects words that no document holds by the words of those that their asker may read: nothing of others shows in a correction. */
@Injectable()
export class SpellingService {
  private readonly opened = new LRUCache<string, string>({
    maxSize: OPENED_CHARACTERS,
    sizeCalculation: (words) => words.length + 100,
    ttl: KEPT_MS,
  });
  private readonly made = new LRUCache<string, Vocabulary>({ max: KEPT_VOCABULARIES, ttl: KEPT_MS });

  constructor(
    private readonly vocabularies: VocabulariesRepository,
    private readonly keyring: Keyring,
  ) {}

  /** @param versionIds versions in force that the reader may see */
  async corrections(reader: ReaderNames, versionIds: readonly string[], words: readonly string[]): Promise<Correction[]> {
    const misspelt = words.filter(isSpelled);
    if (misspelt.length === 0 || versionIds.length === 0) return [];
    const vocabulary = await this.vocabularyOf(reader, versionIds);
    return misspelt.map((word) => ({ word, taken: vocabulary.nearest(word) })).filter(({ taken }) => taken.length > 0);
  }

  private async vocabularyOf(reader: ReaderNames, versionIds: readonly string[]): Promise<Vocabulary> {
    // Ids ascend with time, so that those of the newest documents come first.
    const ids = versionIds.toSorted().reverse();
    const key = ids.join();
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const documents: string[][] = [];
    let words = 0;
    for (let at = 0; at < ids.length && words < MOST_WORDS; at += VERSIONS_AT_ONCE) {
      for (const text of await this.wordsOf(reader, ids.slice(at, at + VERSIONS_AT_ONCE))) {
        const own = text.split(' ');
        words += own.length;
        documents.push(own);
      }
    }
    const vocabulary = new Vocabulary(documents);
    this.made.set(key, vocabulary);
    return vocabulary;
  }

  private async wordsOf(reader: ReaderNames, versionIds: readonly string[]): Promise<string[]> {
    const known = versionIds.flatMap((id) => this.opened.get(id) ?? []);
    const unknown = versionIds.filter((id) => !this.opened.has(id));
    if (unknown.length === 0) return known;
    for (const { versionId, collectionId, words } of await this.vocabularies.of(reader, unknown)) {
      const opener = await this.keyring.readerOf(collectionOwner(collectionId));
      const text = opener.read(recordContext(VocabularyRow, 'words', versionId), words, (all) => all, '');
      this.opened.set(versionId, text);
      known.push(text);
    }
    return known;
  }
}
