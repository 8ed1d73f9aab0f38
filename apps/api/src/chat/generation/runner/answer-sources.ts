import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { ModelSettings, SystemSettings } from '../../chat.settings.js';
import type { PlacedMark } from '#contracts/chat/citation-marks.js';
import type { Citation } from '#contracts/rag.js';
import { RagFacade, type Passage, type QuotedAnswer } from '../../../rag/rag.facade.js';
import { samePassages } from '../../prompt/citations.rules.js';
import { MessageRepository } from '../../message/message.repository.js';
import type { AnswerJob } from './answer-job.js';
import { AttachedSources, tokensOf, type Attached } from './attached-sources.js';
import { filesOfBranch, within } from './attached.rules.js';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import type { Asked, Gathering, Grounding, HistoryEntry } from './grounding.js';
import { chunksOf, heldMessages } from './stays-here.rules.js';

/** Whose passages are looked for, and where. */
interface Place extends Pick<Asked, 'reader' | 'conversationId' | 'collections'> {
  readonly attachmentIds: readonly string[];
}

/** Milliseconds for which what was gathered beforehand may be used. */
const freshFor = 1_000;

const nothingToQuote: QuotedAnswer = {
  verdict: 'not-found',
  text: 'No language model is connected and the knowledge base is turned off, so there is nothing to answer from.',
  citations: [],
  notices: [],
};

const noFiles: Attached = { passages: [], collectionId: null, notices: [] };

/** Gathers the branch and the passages for an answer, with the eyes of its reader. */
@Injectable()
export class AnswerSources {
  constructor(
    private readonly messages: MessageRepository,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
    private readonly knowledge: RagFacade,
    private readonly attached: AttachedSources,
  ) {}

  /**
   * For a new question: started in parallel to the transaction that stores it, so that the search costs its reader no
   * extra time. Never rejects by itself; the awaiting caller sees a failure.
   */
  gather(asked: Asked): Gathering {
    const grounding = this.historyOf(asked).then((history) => this.ground(asked, asked.question, history));
    grounding.catch(() => undefined);
    return { grounding, begunAt: performance.now() };
  }

  /**
   * The gathered sources, if they are fresh; a question that had to wait is searched again, with its reader's permissions by then. For a
   * model outside, passages that stay here are left out.
   */
  async of(job: AnswerJob, place: ProviderPlace): Promise<Grounding> {
    if (this.settings.of(SystemSettings).enableKnowledgeBase) job.live.enter('searching');
    const isFresh = job.gathering !== null && performance.now() - job.gathering.begunAt < freshFor;
    const grounding = isFresh ? await job.gathering.grounding : await this.lookUp(job);
    return this.asBefore(job, place === 'outside' ? await this.withoutWhatStays(job, grounding) : grounding);
  }

  /** No model: verbatim quotes. */
  quoted({ question, quotable }: Grounding): QuotedAnswer {
    return quotable === null ? nothingToQuote : this.knowledge.extractiveAnswer(question, quotable);
  }

  /** What the marks of an answer stand for. */
  citations(answer: string, passages: readonly Passage[], marks: readonly PlacedMark[]): Citation[] {
    return this.knowledge.verifyQuotes(answer, passages, marks);
  }

  private async ground(
    place: Place,
    question: string,
    branch: readonly (HistoryEntry | null)[],
    { mayLeaveOnly = false } = {},
  ): Promise<Grounding> {
    const history = branch.filter((entry) => entry !== null);
    const ids = filesOfBranch(place.attachmentIds, history);
    const { context_tokens, max_tokens } = this.settings.of(ModelSettings);
    const forPrompt = context_tokens - Math.min(max_tokens, context_tokens / 2);
    const budget = Math.max(256, Math.floor(forPrompt * 0.6));
    const { conversationId, reader } = place;
    const attached =
      conversationId === null || ids.length === 0
        ? noFiles
        : await this.attached.of({ reader, conversationId, question, ids, budget });
    const notices = [...(history.length < branch.length ? ['history-damaged'] : []), ...attached.notices];
    const known = { question, history, attachmentIds: ids, isBeginningHeld: false, notices };
    const isOff = !this.settings.of(SystemSettings).enableKnowledgeBase;
    if (isOff && attached.collectionId === null) return { ...known, passages: null, quotable: null };
    const found = await this.knowledge.passagesFor(reader, {
      question,
      earlierQuestions: history.filter((turn) => turn.role === 'user').map((turn) => turn.content),
      collections: searched(isOff ? [] : place.collections, attached.collectionId),
      ...(attached.collectionId !== null && conversationId !== null && { conversationId }),
      mayLeaveOnly,
      tokenBudget: budget,
    });
    // Files of other branches of the conversation say nothing here.
    const quotable = found.filter(({ isAttached, documentId }) => !isAttached || ids.includes(documentId));
    if (attached.collectionId === null) return { ...known, passages: quotable, quotable };
    const taken = new Set(attached.passages.map(({ documentId }) => documentId));
    const others = quotable.filter(({ documentId }) => !taken.has(documentId));
    return { ...known, passages: within([...attached.passages, ...others], budget, tokensOf), quotable };
  }

  private async lookUp({ reader, collections, questionId, live, unsaved }: AnswerJob): Promise<Grounding> {
    if (unsaved) return this.ground(unsaved, unsaved.question, unsaved.history ?? []);
    const branch = await this.messages.branch(await this.keyring.readerForSubject(reader.id), reader.id, questionId);
    const question = branch.at(-1);
    if (question === null) throw recordDamaged();
    const { conversationId } = live.identity;
    const place = { reader, collections, conversationId, attachmentIds: question?.attachmentIds ?? [] };
    return this.ground(place, question?.content ?? '', branch.slice(0, -1));
  }

  /** The passages that may leave, and of the history what does not rest on others: by the marks of this moment, before any prompt is built. */
  private async withoutWhatStays(job: AnswerJob, grounding: Grounding): Promise<Grounding> {
    const branch = [...grounding.history, job.message];
    const held = heldMessages(branch, await this.knowledge.mayLeave(branch.flatMap(chunksOf)));
    const history = grounding.history.filter((_, at) => !held[at]);
    const notices = history.length < grounding.history.length ? ['history-stays-here'] : [];
    const kept = { ...grounding, history, isBeginningHeld: held.at(-1)!, notices: [...grounding.notices, ...notices] };
    if (!grounding.passages?.some(({ staysHere }) => staysHere)) return kept;
    const { attachmentIds } = grounding;
    const place = {
      reader: job.reader,
      collections: job.collections,
      conversationId: job.live.identity.conversationId,
      attachmentIds,
    };
    const { passages, quotable } = await this.ground(place, grounding.question, history, { mayLeaveOnly: true });
    return { ...kept, passages, quotable, notices: ['passages-stay-here', ...kept.notices] };
  }

  /** The rest of an answer rests on what its beginning rests on, or its marks would change their meaning. */
  private asBefore({ message }: AnswerJob, grounding: Grounding): Grounding {
    const earlier = message.content === '' ? [] : (message.provenance?.passages ?? []);
    if (earlier.length === 0 || grounding.passages === null) return grounding;
    const same = samePassages(grounding.passages, earlier);
    return {
      ...grounding,
      passages: same ?? [],
      quotable: same ?? [],
      notices: [...grounding.notices, ...(same ? [] : ['sources-changed'])],
    };
  }

  private async historyOf({ parentId, reader, history }: Asked): Promise<readonly (HistoryEntry | null)[]> {
    if (history !== undefined || parentId === null) return history ?? [];
    return this.messages.branch(await this.keyring.readerForSubject(reader.id), reader.id, parentId);
  }
}

/** The collections to search, with that of the files among them; null for all that the reader may see. */
function searched(collections: readonly string[] | null, attached: string | null): readonly string[] | null {
  return collections === null || attached === null ? collections : [...collections, attached];
}
