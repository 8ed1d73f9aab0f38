import { Module } from '@nestjs/common';
import { ConversationExpiry } from './conversation/conversation.expiry.js';
import { ConversationRepository } from './conversation/conversation.repository.js';

/** What retention removes of this room; also for the operator's tool, which runs nothing else of it. */
@Module({ providers: [ConversationRepository, ConversationExpiry] })
export class ConversationExpiryModule {}
