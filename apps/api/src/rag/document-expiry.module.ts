import { Module } from '@nestjs/common';
import { DocumentExpiry } from './documents/document.expiry.js';
import { DocumentsRepository } from './documents/documents.repository.js';

/** What retention removes of this room; also for the operator's tool, which runs nothing else of it. */
@Module({ providers: [DocumentsRepository, DocumentExpiry] })
export class DocumentExpiryModule {}
