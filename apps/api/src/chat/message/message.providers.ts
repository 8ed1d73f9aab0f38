import { FeedbackDays } from './feedback-days.js';
import { MessageRepository } from './message.repository.js';
import { MessageService } from './message.service.js';

export const messageProviders = [FeedbackDays, MessageRepository, MessageService];
