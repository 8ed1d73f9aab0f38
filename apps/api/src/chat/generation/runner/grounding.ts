import type { Passage } from '../../../rag/rag.facade.js';
import type { EarlierMessage } from '../../prompt/prompt.rules.js';
import type { TracedMessage } from './stays-here.rules.js';

/** What an answer rests on. */
export interface Grounding {
  readonly question: string;
  /** Earlier messages of the branch, oldest first. */
  readonly history: readonly (EarlierMessage & TracedMessage & { readonly attachmentIds?: readonly string[] })[];
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
