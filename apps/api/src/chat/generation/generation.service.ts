import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { SystemSettings } from '../chat.settings.js';
import { MessageRepository } from '../message/message.repository.js';
import { cursorOf } from './stream/answer-text.js';
import { EventFeeds } from './stream/event-feeds.js';
import type { GenerationStatus } from './generation.entity.js';
import { GenerationNotices } from '../events/generation-notices.js';
import { GenerationRepository } from './generation.repository.js';
import type { FollowedAnswer } from './stream/live-answer.js';
import { LiveAnswers } from './stream/live-answers.js';
import { StoredAnswer } from './stream/stored-answer.js';

/** Following answers and stopping them. */
@Injectable()
export class GenerationService {
  constructor(
    private readonly answers: LiveAnswers,
    private readonly generations: GenerationRepository,
    private readonly messages: MessageRepository,
    private readonly notices: GenerationNotices,
    private readonly feeds: EventFeeds,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
  ) {}

  /** Sends the events of a generation from the reader's cursor on, until its end. */
  async follow(actor: Actor, generationId: string, lastEventId: string | undefined, response: ServerResponse): Promise<void> {
    const answer = await this.answerOf(actor, generationId);
    this.send(actor, answer, response, cursorOf(lastEventId));
  }

  send(actor: Actor, answer: FollowedAnswer, response: ServerResponse, cursor: number): void {
    this.feeds.start(actor, answer, response, { cursor, streams: this.settings.of(SystemSettings).streamingEnabled });
  }

  /** From memory where this instance writes it, from its row anywhere else. */
  async answerOf(actor: Actor, generationId: string): Promise<FollowedAnswer> {
    const live = this.answers.get(generationId);
    if (live) {
      if (live.identity.ownerId !== actor.id) throw notFound();
      return live;
    }
    const rooms = { generations: this.generations, messages: this.messages, notices: this.notices, keyring: this.keyring };
    const stored = await StoredAnswer.open(rooms, actor.id, generationId);
    if (!stored) throw notFound();
    return stored;
  }

  /** Takes effect immediately, even if the instance that writes it has died; a finished generation keeps its outcome. */
  async stop(tx: Tx, actor: Actor, generationId: string): Promise<{ readonly id: string; readonly status: GenerationStatus }> {
    const status = await this.generations.stop(tx, actor.id, generationId);
    if (!status) throw notFound();
    if (status === 'stopped') tx.afterCommit(() => this.answers.get(generationId)?.abort('stopped'));
    return { id: generationId, status };
  }
}
