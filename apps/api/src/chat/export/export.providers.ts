import { ConversationReading } from './conversation-reading.js';
import { ExportRepository } from './export.repository.js';
import { ExportService } from './export.service.js';
import { OwnAttachments } from './own-attachments.js';
import { OwnConversations } from './own-conversations.js';

export const exportProviders = [ConversationReading, ExportRepository, ExportService, OwnAttachments, OwnConversations];
