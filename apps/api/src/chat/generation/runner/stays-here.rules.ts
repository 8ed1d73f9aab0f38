import type { Provenance } from '#contracts/rag.js';

/** A message of a branch; `provenance` is null for what a person wrote, and for an answer of which nothing is known. */
export interface TracedMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  readonly provenance?: Provenance | null | undefined;
}

/** The longest branch that is read. Whatever precedes it is unknown. */
const longestBranch = 200;

/** The passages that a message rests on, those of its earlier parts among them. */
export function chunksOf({ provenance }: TracedMessage): string[] {
  return [...(provenance?.passages ?? []), ...(provenance?.earlier ?? [])].map(({ chunkId }) => chunkId);
}

/**
 * Which messages of a branch, oldest first, hold what must not go outside: answers that rest on a passage of a collection that stays here,
 * and every answer of a model that read such an answer before it wrote. `mayLeave`: the passages that may go, as their collections are marked
 * now. A passage that is not among them, be it because it was removed, stays. What a person typed is theirs to send.
 */
export function heldMessages(branch: readonly TracedMessage[], mayLeave: ReadonlySet<string>): boolean[] {
  let wasHeld = branch.length >= longestBranch;
  return branch.map((message) => {
    const isHeld =
      isAnswer(message) &&
      (!message.provenance || restsOnWhatStays(message, mayLeave) || (wasHeld && readWhatWasBefore(message.provenance)));
    wasHeld ||= isHeld;
    return isHeld;
  });
}

function isAnswer({ role, content }: TracedMessage): boolean {
  return role === 'assistant' && content !== '';
}

function restsOnWhatStays(message: TracedMessage, mayLeave: ReadonlySet<string>): boolean {
  return chunksOf(message).some((chunk) => !mayLeave.has(chunk));
}

/** Quotes read no history. A model outside was given none of this, unless its server passed on what was meant for itself. */
function readWhatWasBefore({ provider, place, notices }: Provenance): boolean {
  if (provider === 'extractive') return false;
  return place !== 'outside' || notices.includes('remote-model');
}

/** The passages of the earlier parts of an answer that is continued, as far as its newest part does not rest on them. */
export function earlierPassages(before: Provenance | null, now: Provenance['passages']): Provenance['passages'] {
  const isNew = ({ chunkId }: Provenance['passages'][number]): boolean => !now.some((passage) => passage.chunkId === chunkId);
  return [...(before?.passages ?? []), ...(before?.earlier ?? [])].filter(isNew);
}
