import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { estimatedTokens } from '#retrieval/text/token-estimate.js';
import { AttachmentsFacade } from '../../../rag/attachments/attachments.facade.js';
import { RagFacade, type Passage } from '../../../rag/rag.facade.js';
import { wholeFiles, within, type AttachedText } from './attached.rules.js';

/** What the files of a branch give to an answer. */
export interface Attached {
  /** In whole files one after the other, then what was found in longer ones. */
  readonly passages: readonly Passage[];
  /** The collection that holds them; null where the branch has no file. */
  readonly collectionId: string | null;
  readonly notices: readonly string[];
}

export interface AttachedQuestion {
  readonly reader: Actor;
  readonly conversationId: string;
  readonly question: string;
  /** Files of the branch, those of the question first. */
  readonly ids: readonly string[];
  /** Most tokens of all their passages. */
  readonly budget: number;
}

/** What a passage takes beside its own words: its mark, its place and the signs that it is quoted. */
const frameTokens = 24;

/** Reads the files of a conversation for an answer: short ones whole, long ones by a search in them alone. */
@Injectable()
export class AttachedSources {
  constructor(
    private readonly files: AttachmentsFacade,
    private readonly knowledge: RagFacade,
  ) {}

  async of(asked: AttachedQuestion): Promise<Attached> {
    const { reader, conversationId, ids, budget } = asked;
    const collectionId = ids.length === 0 ? null : await this.files.collectionOf(reader, conversationId);
    if (collectionId === null) return { passages: [], collectionId: null, notices: [] };
    const { whole, tooLong, left } = wholeFiles(await this.texts(asked), budget);
    const found = tooLong.length === 0 ? [] : await this.foundIn(asked, collectionId, tooLong, left);
    return {
      passages: [...whole.flatMap(({ passages }) => passages), ...found],
      collectionId,
      notices: tooLong.length === 0 ? [] : ['attachments-in-part'],
    };
  }

  private async texts({ reader, conversationId, ids }: AttachedQuestion): Promise<AttachedText<Passage>[]> {
    const byFile = Map.groupBy(await this.files.wholeOf(reader, conversationId, ids), ({ documentId }) => documentId);
    return ids.flatMap((id) => {
      const passages = byFile.get(id) ?? [];
      return passages.length === 0 ? [] : [{ id, passages, tokens: passages.reduce((sum, each) => sum + tokensOf(each), 0) }];
    });
  }

  /** What speaks to the question, and where nothing does, the beginning of each. */
  private async foundIn(
    { reader, conversationId, question }: AttachedQuestion,
    collectionId: string,
    files: readonly AttachedText<Passage>[],
    budget: number,
  ): Promise<Passage[]> {
    const collections = [collectionId];
    const found = await this.knowledge.passagesFor(reader, { question, collections, conversationId, tokenBudget: budget });
    const wanted = new Set(files.map(({ id }) => id));
    const speaking = found.filter(({ documentId }) => wanted.has(documentId));
    const silent = files.filter(({ id }) => !speaking.some(({ documentId }) => documentId === id));
    const left = budget - speaking.reduce((sum, each) => sum + tokensOf(each), 0);
    const share = silent.length === 0 ? 0 : left / silent.length;
    return [...speaking, ...silent.flatMap(({ passages }) => within(passages, share, tokensOf))];
  }
}

export function tokensOf({ text }: Passage): number {
  return estimatedTokens(text) + frameTokens;
}
