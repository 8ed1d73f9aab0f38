import { Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { SearchQuery } from '#contracts/chat/search.js';
import { Id, type Page } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { cursorTime, keyset, readPage } from '#platform/http/paging.js';
import { invalidRequest } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { isIn, isNarrowed } from '../conversation/folders.rules.js';
import { IndexReading, type Match } from './index-reading.js';
import { parseQuery, type ParsedQuery } from './search-query.rules.js';
import { SearchRepository, type Candidate, type SearchFilter } from './search.repository.js';
import { queryPart, snippetOf, spansOf, type QueryPart, type Snippet } from './snippet.js';

export interface FoundText extends Candidate, Snippet {
  readonly title: string;
}

const Position = z.strictObject({ createdAt: cursorTime(3), id: Id });
type Position = z.infer<typeof Position>;

const byMoment = keyset(Position, (found: Candidate) => ({ createdAt: found.createdAt.toISOString(), id: idOf(found) }));

/** Matches that are looked up together: few at first, since the newest mostly suffice. */
const lookedUp = { first: 60, growth: 3, most: 5_000 };

/** Search over one's own conversations. What the index leads to is opened and read before it is shown. */
@Injectable()
export class SearchService {
  constructor(
    private readonly reading: IndexReading,
    private readonly texts: SearchRepository,
    private readonly conversations: ConversationRepository,
    private readonly keyring: Keyring,
  ) {}

  /** @throws Problem `invalid-request` for a filter that there is not */
  async search(actor: Actor, query: SearchQuery): Promise<Page<FoundText>> {
    const parsed = parseQuery(query.q);
    if (parsed.unknown.length > 0)
      throw invalidRequest({ errors: [{ path: 'q', message: 'contains a filter that is not known, or a day that is none' }] });
    const filter = await this.filterOf(actor.id, parsed);
    return readPage(query, byMoment, (after, limit) => this.find(actor.id, parsed, filter, after, limit));
  }

  private async find(
    ownerId: string,
    parsed: ParsedQuery,
    filter: SearchFilter,
    after: Position | null,
    limit: number,
  ): Promise<FoundText[]> {
    if (filter.conversations?.length === 0) return [];
    const window = windowOf(parsed, after);
    const parts = parsed.parts.map(({ text, isPhrase }) => queryPart(text, isPhrase)).filter(({ terms }) => terms.length > 0);
    const found: FoundText[] = [];
    const candidates =
      parsed.parts.length === 0 ? this.all(ownerId, window, filter, limit) : this.matching(ownerId, parts, window, filter);
    for await (const batch of candidates) {
      const left = batch.filter((each) => isAfter(each, after));
      for (let from = 0; from < left.length && found.length < limit; from += limit) {
        await this.read(ownerId, left.slice(from, from + limit), parts, found);
      }
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  /** Opens candidates and keeps those that have the words. A title beside a message of the same conversation says nothing new. */
  private async read(
    ownerId: string,
    candidates: readonly Candidate[],
    parts: readonly QueryPart[],
    found: FoundText[],
  ): Promise<void> {
    const reader = await this.keyring.readerForSubject(ownerId);
    for (const { text, title, ...candidate } of await this.texts.texts(reader, candidates)) {
      const spans = spansOf(text, parts);
      const isKnown = candidate.messageId === null && found.some((each) => each.conversationId === candidate.conversationId);
      if (spans !== null && !isKnown) found.push({ ...candidate, title, ...snippetOf(text, spans) });
    }
  }

  private async *all(ownerId: string, { from, until }: Window, filter: SearchFilter, limit: number): AsyncGenerator<Candidate[]> {
    yield this.texts.conversationsBefore(ownerId, new Date(from), new Date(Math.min(until, latest)), filter, limit + 1);
  }

  private async *matching(
    ownerId: string,
    parts: readonly QueryPart[],
    window: Window,
    filter: SearchFilter,
  ): AsyncGenerator<Candidate[]> {
    if (parts.length === 0) return;
    const sealer = await this.keyring.forSubject(ownerId);
    let size = lookedUp.first;
    for await (const matches of this.reading.matches(sealer, ownerId, parts, window)) {
      for (let from = 0; from < matches.length;) {
        const batch = matches.slice(from, withWholeMoment(matches, from + size));
        yield await this.candidates(ownerId, batch, filter);
        from += batch.length;
        size = Math.min(lookedUp.most, size * lookedUp.growth);
      }
    }
  }

  private async candidates(ownerId: string, matches: readonly Match[], filter: SearchFilter): Promise<Candidate[]> {
    const momentsOf = (kind: Match['kind']): Date[] =>
      [...new Set(matches.filter((match) => match.kind === kind).map(({ moment }) => moment))].map((moment) => new Date(moment));
    const [messages, titles] = [momentsOf('message'), momentsOf('title')];
    const found = await Promise.all([
      messages.length === 0 ? [] : this.texts.messagesAt(ownerId, messages, filter),
      titles.length === 0 ? [] : this.texts.conversationsAt(ownerId, titles, filter),
    ]);
    return found.flat().sort(newestFirst);
  }

  private async filterOf(ownerId: string, { folder, tag, pinned, archived }: ParsedQuery): Promise<SearchFilter> {
    const wanted = { ...(folder !== null && { folder }), ...(tag !== null && { tag }) };
    if (!isNarrowed(wanted)) return { pinned, archived, conversations: null };
    const sorted = await this.conversations.sorted(ownerId);
    return { pinned, archived, conversations: sorted.filter((each) => isIn(each, wanted)).map(({ id }) => id) };
  }
}

interface Window {
  readonly from: number;
  readonly until: number;
}

/** The last moment that a Date can hold is past what PostgreSQL needs to know. */
const latest = Date.UTC(9999, 0, 1);

function windowOf({ before, after: from }: ParsedQuery, after: Position | null): Window {
  const until = Math.min(before?.getTime() ?? latest, after === null ? latest : Date.parse(after.createdAt) + 1);
  return { from: from?.getTime() ?? 0, until };
}

function idOf({ messageId, conversationId }: Candidate): string {
  return messageId ?? conversationId;
}

function newestFirst(left: Candidate, right: Candidate): number {
  return right.createdAt.getTime() - left.createdAt.getTime() || (idOf(left) < idOf(right) ? 1 : -1);
}

function isAfter(candidate: Candidate, after: Position | null): boolean {
  if (after === null) return true;
  const at = candidate.createdAt.getTime();
  const cursor = Date.parse(after.createdAt);
  return at < cursor || (at === cursor && idOf(candidate) < after.id);
}

/** Matches of one moment stay together, so that the order of what is there at that moment is the same on every page. */
function withWholeMoment(matches: readonly Match[], end: number): number {
  let to = Math.min(end, matches.length);
  while (to < matches.length && matches[to]!.moment === matches[to - 1]!.moment) to += 1;
  return to;
}
