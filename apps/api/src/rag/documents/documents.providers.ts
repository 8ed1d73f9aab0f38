import { BrowsingService } from './browsing.service.js';
import { DocumentRow } from './document.entity.js';
import { DocumentsRepository } from './documents.repository.js';
import { DownloadsService } from './downloads.service.js';
import { FilePartsRepository } from './file-parts.repository.js';
import { SentFiles } from './sent-files.js';
import { ChunkRow, FilePartRow, VersionRow } from './version.entity.js';
import { VersionsRepository } from './versions.repository.js';

export const documentsTables = [DocumentRow, VersionRow, FilePartRow, ChunkRow];
export const documentsProviders = [
  BrowsingService,
  DocumentsRepository,
  DownloadsService,
  FilePartsRepository,
  SentFiles,
  VersionsRepository,
];
