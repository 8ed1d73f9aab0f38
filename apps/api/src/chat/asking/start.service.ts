import { Injectable } from '@nestjs/common';
import type { ChatOffers, ChatStart, ChatStartQuery } from '#contracts/chat/chat.js';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ChatSettings, ModelSettings } from '../chat.settings.js';
import { longestAnswer } from '../providers/configured-request.js';
import { Problem } from '#platform/http/problem.js';
import { conversationDto, messageDto } from '../chat.mapper.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { MessageService } from '../message/message.service.js';
import { ModelsService } from './models.service.js';

/** As many as the rail shows at first. */
const inRail = 100;

/** All that the chat shows when it is opened, in one call. */
@Injectable()
export class ChatStartService {
  constructor(
    private readonly conversations: ConversationService,
    private readonly messages: MessageService,
    private readonly models: ModelsService,
    private readonly settings: Settings,
  ) {}

  async start(actor: Actor, { conversation }: ChatStartQuery): Promise<ChatStart> {
    const [page, models, thread] = await Promise.all([
      this.conversations.list(actor, { archived: false, limit: inRail }),
      this.models.list(),
      conversation === undefined ? null : this.thread(actor, conversation),
    ]);
    return { conversations: { ...page, items: page.items.map(conversationDto) }, models, thread, offers: this.offers() };
  }

  private offers(): ChatOffers {
    const { temporaryConversations: temporary, maxAttachments: most, maxAttachmentBytes } = this.settings.of(ChatSettings);
    const { temperature } = this.settings.of(ModelSettings);
    return {
      temporary,
      attachments: { most, maxBytes: maxAttachmentBytes },
      parameters: { temperature, maxTokens: longestAnswer(this.settings) },
    };
  }

  /** Null for one that is not there: the rest of the page is. */
  private async thread(actor: Actor, id: string): Promise<ChatStart['thread']> {
    try {
      const { conversation, messages } = await this.messages.thread(actor, id);
      return { conversation: conversationDto(conversation), items: messages.map(messageDto) };
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return null;
      throw error;
    }
  }
}
