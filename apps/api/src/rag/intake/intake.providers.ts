import { InboxService } from '../inbox/inbox.service.js';
import { ParserService } from '../parse/parser.service.js';
import { IncomingService } from '../upload/incoming.service.js';
import { UploadsService } from '../upload/uploads.service.js';
import { IngestJob } from './ingest.job.js';
import { IngestionService } from './ingestion.service.js';

export const intakeProviders = [IngestionService, IngestJob, InboxService, ParserService, IncomingService, UploadsService];
