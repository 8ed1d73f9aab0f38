import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Ids } from '#platform/ids.js';
import { LiveAnswer } from './live-answer.js';

/** Milliseconds for which a finished answer can still be read from memory: its reader may only be on the way. */
const afterglow = 15_000;

/** The answers that this instance writes. */
@Injectable()
export class LiveAnswers {
  /** Which process this is, in leases. A process that comes back is another one. */
  readonly instanceId: string;
  private readonly underWay = new Map<string, LiveAnswer>();
  private readonly ended = new LRUCache<string, LiveAnswer>({ max: 500, ttl: afterglow });

  constructor(ids: Ids) {
    this.instanceId = ids.next();
  }

  add(answer: LiveAnswer): void {
    this.underWay.set(answer.identity.generationId, answer);
  }

  /** Takes it out of what is flushed and leased; it stays readable for a moment, unless its conversation was deleted. */
  remove(answer: LiveAnswer): void {
    const { generationId } = answer.identity;
    if (this.underWay.delete(generationId) && answer.abortReason !== 'taken-away') this.ended.set(generationId, answer);
  }

  get(generationId: string): LiveAnswer | undefined {
    return this.underWay.get(generationId) ?? this.ended.get(generationId);
  }

  /** Of a conversation that is deleted nothing stays readable. */
  forget(conversationId: string): void {
    for (const answer of this.underWay.values()) {
      if (answer.identity.conversationId === conversationId) answer.abort('taken-away');
    }
    for (const [id, answer] of this.ended.entries()) {
      if (answer.identity.conversationId === conversationId) this.ended.delete(id);
    }
  }

  all(): LiveAnswer[] {
    return [...this.underWay.values()];
  }

  get count(): number {
    return this.underWay.size;
  }
}
