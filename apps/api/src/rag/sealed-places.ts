import type { Place } from '#sealing/record.js';

/** Where the room's sealed values live. */
export const placeOf = {
  collectionName: (id: string): Place => ({ table: 'rag.collection', column: 'name', row: id }),
  collectionDescription: (id: string): Place => ({ table: 'rag.collection', column: 'description', row: id }),
  indexKey: (collectionId: string): Place => ({ table: 'rag.collection', column: 'index_key', row: collectionId }),
  title: (documentId: string): Place => ({ table: 'rag.document', column: 'title', row: documentId }),
  content: (documentId: string): Place => ({ table: 'rag.document', column: 'content', row: documentId }),
  contentHash: (documentId: string): Place => ({ table: 'rag.document', column: 'content_hash', row: documentId }),
  chunk: (chunkId: string): Place => ({ table: 'rag.chunk', column: 'content', row: chunkId }),
  lengths: (segmentId: string): Place => ({ table: 'rag.segment', column: 'lengths', row: segmentId }),
  postings: (postingId: string): Place => ({ table: 'rag.posting', column: 'data', row: postingId }),
} as const;
