import type { AskTemporarily } from '#contracts/chat/temporary.js';
import type { HistoryEntry } from '../generation/runner/grounding.js';

/** The question, and the messages before it as those of a kept branch are. */
export function branchOf(messages: AskTemporarily['messages']): {
  readonly question: string;
  readonly history: readonly HistoryEntry[];
} {
  const history = messages.slice(0, -1).map(({ role, content, citations = [], provenance = null }) => {
    return role === 'user'
      ? { role, content, citations: [], provenance: null }
      : { role, content, citations: citations.map((each) => ({ ...each })), provenance };
  });
  return { question: messages.at(-1)!.content, history };
}
