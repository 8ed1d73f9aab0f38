import { MessageRepository } from './message.repository.js';
import { MessageService } from './message.service.js';

export const messageProviders = [MessageRepository, MessageService];
