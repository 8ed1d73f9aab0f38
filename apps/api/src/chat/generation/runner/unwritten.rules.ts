import type { AnswerJob, WrittenAnswer } from './answer-job.js';
import { abortedOutcome } from './outcome.rules.js';

/** What becomes of an answer that was given up before the model was asked. */
export function unwritten({ live, message }: AnswerJob): WrittenAnswer {
  const { status, errorCode } = abortedOutcome(live.abortReason);
  const none = {
    provider: 'extractive',
    place: 'this-host',
    model: null,
    digest: null,
    parameters: {},
    promptVersion: 'none',
    passages: [],
    notices: [],
  } as const;
  return {
    status,
    errorCode,
    citations: message.citations,
    provenance: live.writtenFrom ?? message.provenance ?? { ...none, passages: [], notices: [] },
    promptTokens: null,
    answerTokens: null,
  };
}
