import { problem } from '#platform/http/problem.js';
import type { Problem } from '#platform/http/problem.js';

export const parentNotAnswer = problem(
  'unprocessable',
  'parent-not-an-answer',
  'A question follows an answer, or stands at the beginning. This message is a question.',
);
export const answerUnderWay = problem(
  'conflict',
  'answer-under-way',
  'The answer is still being written. Wait for it or stop it first.',
);
export const conversationMovedOn = problem(
  'conflict',
  'conversation-moved-on',
  'This conversation has gone on since, in another tab or on another device. The question was not sent: ask at the newest end, or begin a branch.',
);
export const notAnAnswer = problem('unprocessable', 'not-an-answer', 'This can be done with an answer only.');
export const nothingToContinue = problem(
  'conflict',
  'nothing-to-continue',
  'This answer is complete. Ask a further question instead.',
);
export const queueFull = problem(
  'rate-limited',
  'queue-full',
  'Too many people are waiting for an answer. Nothing was sent. Try again in a moment.',
);
export const tooManyOfYours = problem(
  'rate-limited',
  'too-many-waiting',
  'Too many of your questions are waiting for an answer. Wait for one of them or stop it.',
);
export const processingRestricted = problem(
  'forbidden',
  'processing-restricted',
  'Processing of your data is restricted (GDPR Art. 18). You can read and export it, and end the restriction under Privacy.',
);
export const nothingToRestore = problem(
  'not-found',
  'nothing-to-restore',
  'There is no conversation of yours here that could be brought back. A deleted one is removed for good after a short time.',
);
export const cursorUnknown = problem('invalid-request', 'invalid-cursor', 'This is not a cursor that a list gave out.');

/** What can become of an answer, by the code that a failed message carries. The text is for the person who waits for it. */
const failures: Readonly<Record<string, (extras?: object) => Problem>> = Object.fromEntries(
  [
    problem(
      'unavailable',
      'model-unreachable',
      'The model server cannot be reached. Try again, or ask an administrator to look at it.',
    ),
    problem('unavailable', 'model-busy', 'The model is busy. Your question is kept: try again in a moment.'),
    problem('unavailable', 'model-not-found', 'The model server does not have this model. Choose another one.'),
    problem('unavailable', 'model-refused', 'The model server refuses Chat Man. An administrator must check its token.'),
    problem(
      'unprocessable',
      'model-name-refused',
      'This model runs on a machine of somebody else, and Chat Man is set not to send anything there. Choose one that runs here.',
    ),
    problem('unavailable', 'model-failed', 'The model stopped with an error. What it had written is kept.'),
    problem(
      'unavailable',
      'model-out-of-memory',
      'The model server has not enough memory for this model. What it had written is kept. An administrator can choose a smaller model, or set model.context_tokens lower.',
    ),
    problem(
      'unavailable',
      'model-cannot-load',
      'The model server cannot load this model. An administrator has to look at it: its file may be damaged, or the server too old for it.',
    ),
    problem('unavailable', 'model-silent', 'The model has gone silent. What it had written is kept; you can continue it.'),
    problem('unavailable', 'model-timeout', 'The answer took too long. What was written is kept; you can continue it.'),
    problem('too-large', 'prompt-too-long', 'The question is too long for this model. Shorten it or split it.'),
    problem(
      'unavailable',
      'not-a-model-server',
      'What answers at the address of the model server is none. An administrator must check it.',
    ),
    problem('unavailable', 'answer-cut', 'The connection to the model broke. What had arrived is kept; you can continue it.'),
    problem(
      'unavailable',
      'answer-malformed',
      'The model server sent something that is no answer. What had arrived before is kept.',
    ),
    problem(
      'unprocessable',
      'answer-stays-here',
      'The beginning of this answer rests on documents that stay here, and the model that would go on with it counts as outside your organisation. Nothing was sent. Ask the question again instead.',
    ),
    problem('unavailable', 'answer-empty', 'The model ended without a word of an answer. Your question is kept: try again.'),
    problem(
      'unavailable',
      'answer-filtered',
      'A filter of the model server held the whole answer back. Your question is kept; ask it in other words.',
    ),
    problem(
      'unavailable',
      'answer-tool-call',
      'The model wanted to call a tool instead of answering. Chat Man offers none. Your question is kept: try again, or choose another model.',
    ),
    problem(
      'unavailable',
      'answer-interrupted',
      'The process that wrote this answer ended. What it had written is kept; you can continue it.',
    ),
    problem('gone', 'key-destroyed', 'This content was erased: its key was destroyed and it cannot be read or added to.'),
    problem('unavailable', 'answer-failed', 'The answer could not be written. Your question is kept: try again.'),
  ].map((make) => [make().code, make]),
);

/** The problem behind a failed or interrupted message. */
export function failureOf(code: string): Problem {
  return (failures[code] ?? failures['answer-failed']!)();
}
