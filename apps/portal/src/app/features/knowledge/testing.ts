import type { Job } from '#contracts/jobs.js';
import type { Collection, Document } from '#contracts/rag.js';

export function idOf(number: number): string {
  return `01935000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const at = '2026-11-22T03:00:00.000Z';

/** A job that waits; tests say what matters to them. */
export function aJob(more: Partial<Job> = {}): Job {
  return {
    id: idOf(1),
    kind: 'knowledge.ingest',
    state: 'queued',
    progress: null,
    message: null,
    result: null,
    problem: null,
    objectId: idOf(100),
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    ...more,
  };
}

export function aCollection(more: Partial<Collection> = {}): Collection {
  return {
    id: idOf(10),
    name: 'House papers',
    description: '',
    readers: ['operations_team'],
    builtIn: false,
    staysHere: true,
    isManaged: true,
    documents: 0,
    passages: 0,
    size: 0,
    processing: 0,
    failed: 0,
    createdAt: at,
    ...more,
  };
}

export function aDocument(more: Partial<Document> = {}): Document {
  return {
    id: idOf(100),
    collectionId: idOf(10),
    title: 'Archive rules',
    state: 'ready',
    problem: null,
    mediaType: 'text/markdown',
    fileName: 'rules.md',
    size: 120,
    pages: null,
    chunks: 2,
    version: 1,
    contentHash: null,
    source: 'upload',
    createdAt: at,
    changedAt: at,
    ...more,
  };
}

export const over = { finishedAt: at } as const;
