import { CitationFilter } from '#retrieval/citations.js';
import type { PlacedMark } from '#contracts/chat/citation-marks.js';
import { idsAsText, knownMarks, markOf, shownMark } from '../../prompt/citations.rules.js';
import type { ChatRequest, LlmProvider } from '../../providers/llm-provider.js';
import type { Slot } from '../queue/admission.js';
import type { LiveAnswer } from './live-answer.js';
import type { LastEvent } from '../runner/outcome.rules.js';

export interface Relayed {
  readonly last: LastEvent;
  readonly digest: string | null;
  /** Parameters that the server did not take. */
  readonly leftOut: readonly string[];
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  /** Whether the server passed the question on to another machine. */
  readonly isRemote: boolean;
  /** The marks of the text that it added. */
  readonly marks: readonly PlacedMark[];
  /** How many marks named nothing that the model was given. */
  readonly unknownMarks: number;
}

/** Milliseconds of silence after which we ask whether the model is being loaded. */
const loadingAfter = 1_500;
/** UTF-16 code units after which an answer is cut off. */
const longestAnswer = 400_000;

/** Passes what a model says on to the live answer, with citations of nothing but the given sources. */
export async function relay(
  provider: LlmProvider,
  request: ChatRequest,
  live: LiveAnswer,
  slot: Slot,
  sources: number,
): Promise<Relayed> {
  const filter = new CitationFilter(knownMarks(sources), {
    write: shownMark,
    begun: live.text.text,
    asText: idsAsText(request.messages.map(({ content }) => content)),
  });
  let isTooLong = false;
  const loading = setTimeout(() => void notifyIfLoading(provider, request.model, live), loadingAfter).unref();
  const seen: {
    last: LastEvent;
    digest: string | null;
    leftOut: readonly string[];
    isRemote: boolean;
    promptTokens: number | null;
    answerTokens: number | null;
  } = {
    last: { type: 'error', code: 'answer-cut', retryable: false },
    digest: null,
    leftOut: [],
    isRemote: false,
    promptTokens: null,
    answerTokens: null,
  };
  try {
    for await (const event of provider.chat(request, live.signal)) {
      if (event.type === 'token') {
        clearTimeout(loading);
        slot.begun();
        if (live.phase !== 'writing') live.enter('writing');
        live.append(filter.push(event.text));
        isTooLong = live.text.length > longestAnswer;
        if (isTooLong) break; // leaving the loop closes the connection
      } else if (event.type === 'thinking') {
        clearTimeout(loading);
        slot.begun();
        if (live.phase !== 'thinking') live.enter('thinking');
      } else if (event.type === 'start') [seen.digest, seen.leftOut] = [event.digest, event.leftOut];
      else if (event.type === 'remote') seen.isRemote = true;
      else if (event.type === 'usage') [seen.promptTokens, seen.answerTokens] = [event.promptTokens, event.answerTokens];
      else seen.last = event;
    }
  } finally {
    clearTimeout(loading);
  }
  live.append(filter.end());
  const last: LastEvent = isTooLong ? { type: 'done', reason: 'length' } : seen.last;
  const marks = filter.placed.map(({ id, at }) => ({ mark: markOf(id), at }));
  return { ...seen, last, marks, unknownMarks: filter.unknown };
}

async function notifyIfLoading(provider: LlmProvider, model: string, live: LiveAnswer): Promise<void> {
  const isLoaded = await provider.isLoaded(model, live.signal);
  if (isLoaded === false && live.phase !== 'writing' && live.phase !== 'thinking') live.enter('loading-model');
}
