import type { Passage } from '../../../rag/rag.facade.js';
import type { EarlierMessage } from '../../prompt/prompt.rules.js';
import type { TracedMessage } from './stays-here.rules.js';

/** What an answer rests on. */
export interface Grounding {
  readonly question: string;
  /** Earlier messages of the branch, oldest first. */
  readonly history: readonly (EarlierMessage & TracedMessage)[];
  /** Null where the knowledge base is switched off. */
  readonly passages: readonly Passage[] | null;
  /** Whether the beginning of the answer that is continued must not be sent to where the model is. */
  readonly isBeginningHeld: boolean;
  readonly notices: readonly string[];
}

export interface Gathering {
  readonly grounding: Promise<Grounding>;
  /** By the monotonic clock, in milliseconds. */
  readonly begunAt: number;
}
