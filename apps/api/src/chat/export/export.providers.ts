import { ConversationReading } from './conversation-reading.js';
import { ExportRepository } from './export.repository.js';
import { ExportService } from './export.service.js';

export const exportProviders = [ConversationReading, ExportRepository, ExportService];
