import { CollectionRow, ReaderRow } from './collection.entity.js';
import { CollectionsRepository } from './collections.repository.js';
import { CollectionsService } from './collections.service.js';
import { DeletionReplay } from './deletion-replay.js';

export const collectionsTables = [CollectionRow, ReaderRow];
export const collectionsProviders = [CollectionsRepository, CollectionsService, DeletionReplay];
