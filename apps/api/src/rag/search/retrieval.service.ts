import { Injectable } from '@nestjs/common';
import type { Passage as OpenedPassage } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import type { Needs } from '#retrieval/text/extract.js';
import { byTurns, select } from '#retrieval/ranking/selection.js';
import { DocumentRow } from '../documents/document.entity.js';
import { ChunkRow, VersionRow, type ChunkContent } from '../documents/version.entity.js';
import { headingLine } from '../intake/ingestion.rules.js';
import { contentHash } from '../intake/ingestion.service.js';
import type { Passage } from './passage.js';
import { PassagesRepository, type StoredPassage } from './passages.repository.js';
import { passageNotFound } from '../rag.errors.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { SearchService, type FoundChunk, type SearchResult } from './search.service.js';
import { attachedName, readerNames, type Destination, type ReaderNames } from './visibility.js';

export interface PassageRequest {
  readonly question: string;
  /** The questions before it in the conversation, newest last: read along when this one points back or says little. */
  readonly earlierQuestions?: readonly string[] | undefined;
  /** Only these collections; null or absent: all that the actor may read. */
  readonly collections?: readonly string[] | null | undefined;
  /** Whose attached files are looked through too. */
  readonly conversationId?: string | undefined;
  /** Only from collections whose passages may go to a provider outside. */
  readonly mayLeaveOnly?: boolean | undefined;
  /** Most passages; `knowledge.passages` where absent. */
  readonly limit?: number | undefined;
  /** Most model tokens of all passages together, estimated on the safe side. */
  readonly tokenBudget?: number | undefined;
}

/** Who asks, as far as that decides what is found. */
export type Asker = Pick<Actor, 'id' | 'role' | 'permissions'>;

const CONTEXT_CHARACTERS = 600;
const TRIES = 4;

type RankedPassage = Passage & { readonly ordinal: number };

/** From a question to passages that its asker may read. */
@Injectable()
export class RetrievalService {
  constructor(
    private readonly searches: SearchService,
    private readonly passages: PassagesRepository,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
  ) {}

  async passagesFor(actor: Asker, request: PassageRequest): Promise<Passage[]> {
    const { passages: most, passagesPerDocument } = this.settings.of(KnowledgeSettings);
    const limit = request.limit ?? most;
    const opened = await this.openedFor(actor, request, limit * 2);
    return select(opened, { limit, perDocument: passagesPerDocument, tokenBudget: request.tokenBudget ?? Infinity });
  }

  /** Ranks and opens. A document that was replaced in between is looked for again, so that neither version is missed. */
  private async openedFor(actor: Asker, request: PassageRequest, most: number): Promise<RankedPassage[]> {
    const { candidates, passagesPerDocument } = this.settings.of(KnowledgeSettings);
    for (let attempt = 1; ; attempt++) {
      const names = namesFor(actor, request.conversationId);
      const result = await this.searches.search(names, { ...request, limit: candidates });
      const found = worthOpening(result.found, most, passagesPerDocument);
      const opened = await this.open(names, found, result, { mayLeaveOnly: request.mayLeaveOnly ?? false });
      if (opened.length === found.length || attempt === TRIES) return opened.filter((passage) => passage !== null);
    }
  }

  /** All that is in files attached to a conversation, in order. */
  async wholeOf(actor: Asker, conversationId: string, documentIds: readonly string[]): Promise<Passage[]> {
    const rows = await this.passages.allOf(namesFor(actor, conversationId), documentIds);
    const titles = new Map<string, string>();
    const nothingAsked = { score: 0, similarity: null, corrections: [], asked: { words: [], pairs: [] } };
    const opened = await Promise.all(rows.map((row) => this.openRow(row, titles)));
    return opened.flatMap((passage) => (passage === null ? [] : [{ ...passage, ...nothingAsked }]));
  }

  /** Which of these passages exist and may go to a provider outside. */
  async mayLeave(chunkIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(chunkIds.length === 0 ? [] : await this.passages.mayLeave(chunkIds));
  }

  /** One passage in its place, for whoever may read it now. */
  async passage(actor: Actor, chunkId: string, conversationId?: string): Promise<OpenedPassage> {
    const stored = await this.passages.byId(namesFor(actor, conversationId), chunkId);
    if (stored === null) throw passageNotFound();
    const reader = await this.keyring.readerOf(collectionOwner(stored.collectionId));
    const content = reader.read<ChunkContent | null>(
      recordContext(ChunkRow, 'content', stored.id),
      stored.content,
      contentIn,
      null,
    );
    if (content === null) throw recordDamaged();
    const { text, headings } = content;
    const whole = reader.read(recordContext(VersionRow, 'content', stored.versionId), stored.whole, (all) => all, '');
    return {
      chunkId,
      documentId: stored.documentId,
      version: stored.number,
      isSuperseded: stored.state !== 'ready',
      ...(stored.conversationId === null ? {} : { isAttached: true }),
      title: reader.text(recordContext(DocumentRow, 'title', stored.documentId), stored.title),
      page: stored.page,
      heading: headingLine(headings),
      text,
      start: stored.start,
      end: stored.end,
      contentHash: contentHash(text),
      before: whole.slice(Math.max(0, stored.start - CONTEXT_CHARACTERS), stored.start).toWellFormed(),
      after: whole.slice(stored.end, stored.end + CONTEXT_CHARACTERS).toWellFormed(),
    };
  }

  private async open(
    names: ReaderNames,
    found: readonly FoundChunk[],
    { question, weights, signs, corrections }: SearchResult,
    destination: Destination,
  ): Promise<(RankedPassage | null)[]> {
    const asked: Needs = {
      words: question.wanted.map(({ word, forms }, at) => ({ word, forms, weight: weights[at] ?? 0 })),
      pairs: question.pairs,
      signs,
    };
    const rows = await this.passages.at(names, destination, found);
    const byPlace = new Map(rows.map((row) => [`${row.versionId}/${row.ordinal}`, row]));
    const titles = new Map<string, string>();
    const opened: (RankedPassage | null)[] = [];
    for (const { versionId, ordinal, score, similarity } of found) {
      const row = byPlace.get(`${versionId}/${ordinal}`);
      // Gone since it was ranked, or no longer open to the actor: then it is not shown.
      if (row === undefined) continue;
      const passage = await this.openRow(row, titles);
      opened.push(passage && { ...passage, score, similarity, corrections, asked });
    }
    return opened;
  }

  /** Null for one that does not open: nothing can be quoted from it, and the others are there all the same. */
  private async openRow(
    row: StoredPassage,
    titles: Map<string, string>,
  ): Promise<(Omit<Passage, 'score' | 'similarity' | 'corrections' | 'asked'> & { ordinal: number }) | null> {
    const reader = await this.keyring.readerOf(collectionOwner(row.collectionId));
    const content = reader.read<ChunkContent | null>(recordContext(ChunkRow, 'content', row.id), row.content, contentIn, null);
    if (content === null) return null;
    const { text, headings } = content;
    const title = titles.get(row.documentId) ?? reader.text(recordContext(DocumentRow, 'title', row.documentId), row.title);
    titles.set(row.documentId, title);
    return {
      chunkId: row.id,
      documentId: row.documentId,
      version: row.number,
      documentTitle: title,
      heading: headingLine(headings),
      page: row.page,
      text,
      start: row.start,
      end: row.end,
      contentHash: contentHash(text),
      language: row.language,
      staysHere: row.staysHere,
      isAttached: row.conversationId !== null,
      ordinal: row.ordinal,
    };
  }
}

function namesFor(actor: Asker, conversationId: string | undefined): ReaderNames {
  return conversationId === undefined ? readerNames(actor) : [...readerNames(actor), attachedName(conversationId, actor.id)];
}

const contentIn = (json: string): ChunkContent => JSON.parse(json) as ChunkContent;

/** As many as can be shown, and as many to spare for duplicates and neighbours, in the order of the ranking: opening costs. */
function worthOpening(found: readonly FoundChunk[], most: number, perDocument: number): FoundChunk[] {
  // One version of a document is found, so that its id stands for the document.
  const candidates = found.map((chunk) => ({ chunk, documentId: chunk.versionId, score: chunk.score }));
  const worth = new Set(
    byTurns(candidates, perDocument * 2)
      .slice(0, most)
      .map(({ chunk }) => chunk),
  );
  return found.filter((chunk) => worth.has(chunk));
}
