import type { Document, DocumentVersion } from '#contracts/rag.js';
import { problemOf } from '#platform/jobs/tracked/job-answer.js';
import type { ListedDocument } from './documents.repository.js';
import type { ListedVersion } from './versions.repository.js';

/** A document with the version that is shown of it. */
export function documentAnswer(document: ListedDocument, version: ListedVersion): Document {
  const { id, collectionId, title, state, problem, source, createdAt, changedAt } = document;
  const { mediaType, fileName, size, pages, chunks, number, contentHash } = version;
  return {
    id,
    collectionId,
    title,
    state: state === 'receiving' ? 'processing' : state,
    problem: problem === null ? null : problemOf(problem),
    mediaType,
    fileName,
    size,
    pages,
    chunks,
    version: number,
    contentHash,
    source,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

export function versionAnswer(version: ListedVersion): DocumentVersion {
  const { id, number, state, fileName, mediaType, size, pages, chunks, contentHash, createdAt } = version;
  const shown = state === 'receiving' ? 'processing' : state;
  return { id, number, state: shown, fileName, mediaType, size, pages, chunks, contentHash, createdAt: createdAt.toISOString() };
}
