import type { Actor } from '#platform/access/actor.js';
import type { Passage } from '../../../rag/rag.facade.js';
import type { EarlierMessage } from '../../prompt/prompt.rules.js';
import type { TracedMessage } from './stays-here.rules.js';

/** An earlier message of a branch. */
export type HistoryEntry = EarlierMessage & TracedMessage & { readonly attachmentIds?: readonly string[] | undefined };

/** A question of which everything is known before it is kept. */
export interface Asked {
  readonly reader: Actor;
  /** Null for one that is not begun. */
  readonly conversationId: string | null;
  readonly question: string;
  /** The answer that it follows; null at the beginning. */
  readonly parentId: string | null;
  readonly collections: readonly string[] | null;
  /** Files that it is asked with. */
  readonly attachmentIds: readonly string[];
  /** What precedes it, where no row has it; read from the rows otherwise. */
  readonly history?: readonly HistoryEntry[];
}

/** What an answer rests on. */
export interface Grounding {
  readonly question: string;
  /** Earlier messages of the branch, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Null where the knowledge base is switched off. */
  readonly passages: readonly Passage[] | null;
  /** Of one search, best first: what is quoted where no model answers. The same as `passages` where no file is attached. */
  readonly quotable: readonly Passage[] | null;
  /** Files of the question and of those before it. */
  readonly attachmentIds: readonly string[];
  /** Whether the beginning of the answer that is continued must not be sent to where the model is. */
  readonly isBeginningHeld: boolean;
  readonly notices: readonly string[];
}

export interface Gathering {
  readonly grounding: Promise<Grounding>;
  /** By the monotonic clock, in milliseconds. */
  readonly begunAt: number;
}
