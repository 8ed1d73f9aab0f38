import { problem } from '#platform/http/problem.js';

export const collectionNotFound = problem(
  'not-found',
  'collection-not-found',
  'This collection doesn’t exist, or you don’t have access to it.',
);
export const collectionBuiltIn = problem(
  'conflict',
  'collection-built-in',
  'This collection is kept from config/knowledge.md. Change that file, or make a collection of your own.',
);
export const documentNotFound = problem(
  'not-found',
  'document-not-found',
  'This document doesn’t exist, or you don’t have access to it.',
);
export const versionNotFound = problem(
  'not-found',
  'version-not-found',
  'This document has no such version, or it is no longer kept.',
);
export const passageNotFound = problem(
  'not-found',
  'passage-not-found',
  'This passage no longer exists, or you don’t have access to it. The document may have been changed or removed since it was cited.',
);
export const questionNotFound = problem(
  'not-found',
  'question-not-found',
  'This golden question doesn’t exist, or you don’t have access to it.',
);
export const noGoldenQuestions = problem(
  'conflict',
  'no-golden-questions',
  'This collection has no golden questions. Add some first.',
);
export const documentKnown = problem(
  'conflict',
  'document-known',
  'The collection has this very file already. Nothing was added.',
);
export const fileChanged = problem('conflict', 'file-changed', 'The file changed while it was read.');
export const fileEmpty = problem('unprocessable', 'file-empty', 'The file is empty.');
export const fileTooLarge = problem(
  'too-large',
  'file-too-large',
  'The file is larger than is allowed (knowledge.maxUploadBytes). Split it, or have an administrator raise the limit.',
);
export const attachmentTooLarge = problem(
  'too-large',
  'attachment-too-large',
  'The file is larger than an attachment may be (chat.maxAttachmentBytes). Attach a smaller one, or the part that matters.',
);
export const noFile = problem('invalid-request', 'no-file', 'The upload holds no file. Send at least one in the field “file”.');
