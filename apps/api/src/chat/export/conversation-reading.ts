import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { ExportedHeading, ExportedMessage } from '#contracts/chat/chat-export.js';
import type { Actor } from '#platform/access/actor.js';
import { conversationDto, messageDto } from '../chat.mapper.js';
import { changedMeanwhile } from '../chat.errors.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { MessageService } from '../message/message.service.js';
import { ExportRepository } from './export.repository.js';
import type { OpenedConversation, PlacedMessage } from './forms/opened-conversation.js';
import { readingOrder, type Place } from './reading-order.rules.js';

/** As many messages as are in memory at a time. */
const batchSize = 50;

/** Opens conversations for an export, a few messages at a time. */
@Injectable()
export class ConversationReading {
  constructor(
    private readonly conversations: ConversationService,
    private readonly messages: MessageService,
    private readonly exports: ExportRepository,
  ) {}

  /** Throws `not-found` where this person has none of that id. */
  async open(actor: Pick<Actor, 'id'>, id: string): Promise<OpenedConversation & { readonly size: number }> {
    const [conversation, tree] = await Promise.all([this.conversations.find(actor, id), this.exports.treeOf(actor.id, id)]);
    const places = readingOrder(tree);
    return {
      conversation: ExportedHeading.parse(conversationDto(conversation)),
      size: places.length,
      messages: this.read(actor, places),
    };
  }

  private async *read(actor: Pick<Actor, 'id'>, places: readonly Place[]): AsyncGenerator<PlacedMessage> {
    for (let from = 0; from < places.length; from += batchSize) {
      const batch = places.slice(from, from + batchSize);
      const opened = await this.messages.several(
        actor,
        batch.map(({ id }) => id),
      );
      const byId = new Map(opened.map((message) => [message.id, message]));
      for (const place of batch) {
        const message = byId.get(place.id);
        // A file that ends early would pass for the whole conversation.
        if (!message) throw changedMeanwhile();
        const model = message.provenance?.model ?? null;
        await setImmediate(); // writing a message out takes a while; others get their turn in between
        yield { ...place, message: ExportedMessage.parse({ ...messageDto(message), model }) };
      }
    }
  }
}
