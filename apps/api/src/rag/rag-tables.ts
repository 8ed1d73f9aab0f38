import { declareTable, type TableDeclaration } from '#platform/database/declarations.js';

type Knowledge = Pick<TableDeclaration, 'table' | 'purpose' | 'columns' | 'subject'>;

function declareKnowledge(declaration: Knowledge): void {
  declareTable({
    dataClass: 'knowledge',
    legalBasis: 'legitimate-interest',
    retention: 'knowledge',
    erasure: 'cascade',
    backup: 'data',
    ...declaration,
  });
}

const inCollection = { kind: 'collection', column: 'collection_id' } as const;

declareKnowledge({
  table: 'rag.collection',
  purpose: 'Collections of documents that answers are drawn from',
  subject: { kind: 'collection', column: 'id' },
  columns: {
    id: 'technical',
    name: 'sealed',
    description: 'sealed',
    index_key: 'sealed',
    built_in: 'technical',
    stays_here: 'technical',
    created_at: 'technical',
  },
});

declareKnowledge({
  table: 'rag.reader',
  purpose: 'Which roles and people may read a collection',
  subject: inCollection,
  columns: { collection_id: 'technical', reader: 'personal' },
});

declareKnowledge({
  table: 'rag.document',
  purpose: 'Documents of the knowledge base with their text',
  subject: inCollection,
  columns: {
    id: 'technical',
    collection_id: 'technical',
    title: 'sealed',
    media_type: 'technical',
    language: 'technical',
    size: 'technical',
    chunks: 'technical',
    content: 'sealed',
    content_hash: 'sealed',
    created_at: 'technical',
  },
});

declareKnowledge({
  table: 'rag.chunk',
  purpose: 'Passages of documents, as they are found and cited',
  subject: { kind: 'none' },
  columns: {
    id: 'technical',
    document_id: 'technical',
    ordinal: 'technical',
    start_at: 'technical',
    end_at: 'technical',
    page: 'technical',
    content: 'sealed',
  },
});

declareKnowledge({
  table: 'rag.segment',
  purpose: 'Parts of the index: how many passages each covers and how long they are',
  subject: inCollection,
  columns: {
    id: 'technical',
    collection_id: 'technical',
    state: 'technical',
    bits: 'technical',
    chunks: 'technical',
    languages: 'technical',
    lengths: 'sealed',
    removals: 'technical',
    removed_since: 'technical',
    created_at: 'technical',
  },
});

declareKnowledge({
  table: 'rag.segment_document',
  purpose: 'Which documents a part of the index covers',
  subject: { kind: 'none' },
  columns: { segment_id: 'technical', first_chunk: 'technical', chunks: 'technical', document_id: 'technical' },
});

declareKnowledge({
  table: 'rag.posting',
  purpose: 'The index itself: where blinded terms stand',
  subject: { kind: 'none' },
  columns: { id: 'technical', segment_id: 'technical', bucket: 'technical', data: 'sealed' },
});
