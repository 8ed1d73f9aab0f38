import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Ids } from '#platform/ids.js';
import type { NoticeKind } from '../../events/generation-notices.rules.js';
import { GenerationNotices } from '../../events/generation-notices.js';
import { OpenAnswers } from '../../conversation/open-answers.js';
import { LiveAnswer } from './live-answer.js';

/** Milliseconds for which a finished answer can still be read from memory: its reader may only be on the way. */
const keepEndedMs = 15_000;

/** The answers that this instance writes. */
@Injectable()
export class LiveAnswers extends OpenAnswers {
  /** Which process this is, in leases. A process that comes back is another one. */
  readonly instanceId: string;
  private readonly underWay = new Map<string, LiveAnswer>();
  private readonly ended = new LRUCache<string, LiveAnswer>({
    max: 500,
    ttl: keepEndedMs,
    ttlAutopurge: true,
    dispose: (_answer, generationId) => this.unsubscribe(generationId),
  });
  private readonly subscriptions = new Map<string, () => void>();

  constructor(
    ids: Ids,
    private readonly notices: GenerationNotices,
  ) {
    super();
    this.instanceId = ids.next();
  }

  add(answer: LiveAnswer): void {
    const { generationId } = answer.identity;
    this.underWay.set(generationId, answer);
    this.subscriptions.set(
      generationId,
      this.notices.subscribe(generationId, (kind) => this.onNotice(answer, kind)),
    );
  }

  /** Removes it from flushing and leasing; it stays readable for a short time, unless it was lost to another instance or its conversation deleted. */
  remove(answer: LiveAnswer): void {
    const { generationId } = answer.identity;
    if (!this.underWay.delete(generationId)) return;
    if (answer.isForgotten || answer.abortReason === 'taken-away') this.unsubscribe(generationId);
    else this.ended.set(generationId, answer);
  }

  get(generationId: string): LiveAnswer | undefined {
    const answer = this.underWay.get(generationId) ?? this.ended.get(generationId);
    return answer?.isForgotten ? undefined : answer;
  }

  /** While it is being written: what has ended is read from its row. */
  textOf(generationId: string): string | undefined {
    const answer = this.get(generationId);
    return answer && !answer.ending ? answer.text.text : undefined;
  }

  forget(conversationId: string): void {
    for (const answer of [...this.underWay.values(), ...this.ended.values()]) {
      if (answer.identity.conversationId === conversationId) this.forgetOne(answer);
    }
  }

  all(): LiveAnswer[] {
    return [...this.underWay.values()];
  }

  get count(): number {
    return this.underWay.size;
  }

  private forgetOne(answer: LiveAnswer): void {
    answer.forget();
    this.ended.delete(answer.identity.generationId);
  }

  /** What another instance did to it. Of what is over, a notice may have been missed: then it is read from its row. */
  private onNotice(answer: LiveAnswer, kind: NoticeKind | 'missed'): void {
    if (kind === 'stopped') answer.abort('stopped');
    if (kind === 'deleted') this.forgetOne(answer);
    if (kind === 'missed') this.ended.delete(answer.identity.generationId);
  }

  private unsubscribe(generationId: string): void {
    this.subscriptions.get(generationId)?.();
    this.subscriptions.delete(generationId);
  }
}
