import { BrowsingService } from './browsing.service.js';
import { CollectionRow, ReaderRow } from './collection.entity.js';
import { CollectionsRepository } from './collections.repository.js';
import { ChunkRow, DocumentRow } from './document.entity.js';
import { DocumentsRepository } from './documents.repository.js';
import { IngestionService } from './ingestion.service.js';

export const documentsTables = [CollectionRow, ReaderRow, DocumentRow, ChunkRow];
export const documentsProviders = [BrowsingService, CollectionsRepository, DocumentsRepository, IngestionService];
