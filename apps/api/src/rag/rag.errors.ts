import { problem } from '#platform/http/problem.js';

export const collectionNotFound = problem(
  'not-found',
  'collection-not-found',
  'There is no such collection, or you may not read it.',
);
export const documentNotFound = problem('not-found', 'document-not-found', 'There is no such document, or you may not read it.');
export const passageNotFound = problem(
  'not-found',
  'passage-not-found',
  'This passage is no longer there, or you may not read it. The document may have been changed or removed since it was cited.',
);
export const unknownCursor = problem('invalid-request', 'unknown-cursor', 'This is no cursor that a list gave out.');
