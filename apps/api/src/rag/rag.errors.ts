import { problem } from '#platform/http/problem.js';

export const collectionNotFound = problem(
  'not-found',
  'collection-not-found',
  'This collection doesn’t exist, or you don’t have access to it.',
);
export const documentNotFound = problem(
  'not-found',
  'document-not-found',
  'This document doesn’t exist, or you don’t have access to it.',
);
export const passageNotFound = problem(
  'not-found',
  'passage-not-found',
  'This passage no longer exists, or you don’t have access to it. The document may have been changed or removed since it was cited.',
);
