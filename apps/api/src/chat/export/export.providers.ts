import { ConversationReading } from './conversation-reading.js';
import { ExportRepository } from './export.repository.js';
import { ExportService } from './export.service.js';
import { OwnConversations } from './own-conversations.js';

export const exportProviders = [ConversationReading, ExportRepository, ExportService, OwnConversations];
