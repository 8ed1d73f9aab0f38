import { problem } from '#platform/http/problem.js';
import type { Problem, ProblemExtras } from '#platform/http/problem.js';

export const parentNotAnswer = problem(
  'unprocessable',
  'parent-not-an-answer',
  'A question must follow an answer or start the conversation. This parent message is a question.',
);
export const answerUnderWay = problem(
  'conflict',
  'answer-under-way',
  'An answer is still being written. Wait for it, or stop it first.',
);
export const conversationMovedOn = problem(
  'conflict',
  'conversation-moved-on',
  'This conversation has continued in another tab or on another device. Your question was not sent. Continue from the latest message, or start a branch.',
);
export const temporaryNotAllowed = problem(
  'forbidden',
  'temporary-not-allowed',
  'Temporary conversations are turned off here (chat.temporaryConversations). Your question was not sent.',
);
export const attachmentNotFound = problem(
  'not-found',
  'attachment-not-found',
  'This file is not attached to the conversation, or was sent with a question already. Attach it again.',
);
export const attachmentNotReady = problem(
  'conflict',
  'attachment-not-ready',
  'An attached file is still being read. Your question was not sent. Wait until the file is ready.',
);
export const attachmentFailed = problem(
  'unprocessable',
  'attachment-failed',
  'An attached file could not be read. Your question was not sent. Remove the file, or attach another one.',
);
export const tooManyAttachments = problem(
  'too-large',
  'too-many-attachments',
  'This conversation has as many files as are allowed (chat.maxAttachments). Start a new conversation for more.',
);
export const noAttachment = problem(
  'invalid-request',
  'no-attachment',
  'The upload holds no file. Send at least one in the field “file”.',
);
export const notAnAnswer = problem('unprocessable', 'not-an-answer', 'This only works on an answer.');
export const nothingToContinue = problem(
  'conflict',
  'nothing-to-continue',
  'This answer is complete. Ask another question instead.',
);
export const queueFull = problem(
  'rate-limited',
  'queue-full',
  'Too many people are waiting for an answer. Your question was not sent. Try again in a moment.',
);
export const tooManyOfYours = problem(
  'rate-limited',
  'too-many-waiting',
  'Too many of your questions are waiting for an answer. Wait for one of them, or stop one.',
);
export const nothingToRestore = problem(
  'not-found',
  'nothing-to-restore',
  'There is no deleted conversation of yours to restore. Deleted conversations are permanently removed after a short time.',
);
export const changedMeanwhile = problem(
  'conflict',
  'deleted-meanwhile',
  'A conversation was deleted while it was being exported. The file is incomplete. Export again.',
);
export const tooManyForZip = problem(
  'unprocessable',
  'too-many-for-zip',
  'A ZIP file can’t hold this many conversations. Export them as JSON instead.',
);
export const nothingToShare = problem(
  'unprocessable',
  'nothing-to-share',
  'There is nothing to share in this conversation yet. Ask a question first.',
);
export const commandTaken = problem(
  'conflict',
  'command-taken',
  'You already have a prompt with this command. Choose another one.',
);
export const tooManyPrompts = problem(
  'conflict',
  'too-many-prompts',
  'You have as many prompts as can be kept. Delete some that you no longer use.',
);
export const notAnExport = problem(
  'unprocessable',
  'not-an-export',
  'This file is no export of conversations that Chat Man knows: ChatGPT (conversations.json or its ZIP), Open WebUI, LibreChat, or Chat Man itself (JSON).',
);
export const exportTooLarge = problem('too-large', 'export-too-large', 'This file is larger than an import can take.');
export const noFileSent = problem('invalid-request', 'no-file-sent', 'No file was sent. Send one in the field “file”.');

export const modelsNotManaged = problem(
  'conflict',
  'models-not-managed',
  'This model server doesn’t let Chat Man download or delete models. Use the tools of the server itself.',
);
export const noSuchModel = problem('not-found', 'no-such-model', 'The model server doesn’t have this model.');
export const modelPullFailed = problem(
  'unprocessable',
  'model-pull-failed',
  'The model server couldn’t download this model. What was downloaded is kept. Check the name, the connection of the server and its free space, then try again.',
);

export const unknownModel = problem(
  'not-found',
  'unknown-model',
  'There is no such model here. GET /v1/models lists those there are.',
);
export const unsupportedParameter = problem(
  'invalid-request',
  'unsupported-parameter',
  'Chat Man does not support what this request asks for. Nothing was sent to a model.',
);
/** How an answer can fail, by the code that a failed message carries. The text is for the person waiting for it. */
const failures: Readonly<Record<string, (extras?: object) => Problem>> = Object.fromEntries(
  [
    problem('unavailable', 'model-unreachable', 'The model server can’t be reached. Try again, or tell an administrator.'),
    problem('unavailable', 'model-busy', 'The model is busy. Your question is kept; try again in a moment.'),
    problem('unavailable', 'model-not-found', 'The model server doesn’t have this model. Choose another one.'),
    problem(
      'unavailable',
      'model-refused',
      'The model server rejected Chat Man’s request. An administrator needs to check the token.',
    ),
    problem(
      'unprocessable',
      'model-name-refused',
      'This model runs on a remote server, and Chat Man is set not to send anything there. Choose a model that runs here.',
    ),
    problem('unavailable', 'model-failed', 'The model stopped with an error. What it wrote so far is kept.'),
    problem(
      'unavailable',
      'model-out-of-memory',
      'The model server doesn’t have enough memory for this model. What it wrote so far is kept. An administrator can choose a smaller model, or lower model.context_tokens.',
    ),
    problem(
      'unavailable',
      'model-cannot-load',
      'The model server can’t load this model. Tell an administrator: its file may be damaged, or the server may be too old for it.',
    ),
    problem(
      'unavailable',
      'model-silent',
      'The model stopped responding. What it wrote so far is kept, and you can continue the answer.',
    ),
    problem(
      'unavailable',
      'model-timeout',
      'The answer took too long. What was written so far is kept, and you can continue the answer.',
    ),
    problem('too-large', 'prompt-too-long', 'The question is too long for this model. Shorten it or split it up.'),
    problem(
      'unavailable',
      'not-a-model-server',
      'The configured address responds, but not as a model server. An administrator needs to check it.',
    ),
    problem(
      'unavailable',
      'answer-cut',
      'The connection to the model was lost. What was written so far is kept, and you can continue the answer.',
    ),
    problem(
      'unavailable',
      'answer-malformed',
      'The model server sent a response Chat Man couldn’t read. What was written so far is kept.',
    ),
    problem(
      'unprocessable',
      'answer-stays-here',
      'This answer began from documents that must stay here, and the model that would continue it counts as outside your organisation. Nothing was sent. Ask the question again instead.',
    ),
    problem('unavailable', 'answer-empty', 'The model returned an empty answer. Your question is kept; try again.'),
    problem(
      'unavailable',
      'answer-filtered',
      'The model server’s content filter blocked the answer. Your question is kept; try rephrasing it.',
    ),
    problem(
      'unavailable',
      'answer-tool-call',
      'The model tried to call a tool instead of answering, and Chat Man doesn’t offer any. Your question is kept; try again, or choose another model.',
    ),
    problem(
      'unavailable',
      'answer-interrupted',
      'Chat Man stopped while writing this answer. What was written so far is kept, and you can continue the answer.',
    ),
    problem('gone', 'key-destroyed', 'This content was erased: its key was destroyed, so it can’t be read or added to.'),
    problem('unavailable', 'answer-failed', 'The answer couldn’t be written. Your question is kept; try again.'),
  ].map((make) => [make().code, make]),
);

/** The problem behind a failed or interrupted message. */
export function failureOf(code: string, extras?: ProblemExtras): Problem {
  return (failures[code] ?? failures['answer-failed']!)(extras);
}
