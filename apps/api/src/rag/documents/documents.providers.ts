import { BrowsingService } from './browsing.service.js';
import { CollectionsRepository } from './collections.repository.js';
import { DocumentsRepository } from './documents.repository.js';
import { IngestionService } from './ingestion.service.js';

export const documentsProviders = [BrowsingService, CollectionsRepository, DocumentsRepository, IngestionService];
