import { ConversationRepository } from './conversation.repository.js';
import { ConversationService } from './conversation.service.js';
import { DeletionSchedule } from './deletion.schedule.js';
import { SeveralConversationsService } from './several-conversations.service.js';

export const conversationProviders = [ConversationRepository, ConversationService, DeletionSchedule, SeveralConversationsService];
