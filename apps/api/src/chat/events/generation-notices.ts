import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Notices } from '#platform/database/notices.js';
import { parseNotice, type NoticeKind } from './generation-notices.rules.js';

/** `missed`: notifications may have been lost while the connection was down. */
type Listener = (kind: NoticeKind | 'missed') => void;

/** Subscribes to the notifications of all instances about generations and forwards each to the subscribers of that generation. */
@Injectable()
export class GenerationNotices implements OnModuleInit, OnModuleDestroy {
  private readonly listeners = new Map<string, Set<Listener>>();
  private unsubscribe: (() => void) | null = null;

  constructor(private readonly notices: Notices) {}

  onModuleInit(): void {
    this.unsubscribe = this.notices.subscribe('chat', {
      onNotification: (payload) => this.onNotification(payload),
      onGap: () => this.onGap(),
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }

  /** Calls back for every notice about a generation, until the function that it answers is called. */
  subscribe(generationId: string, listener: Listener): () => void {
    const listeners = this.listeners.get(generationId) ?? new Set();
    this.listeners.set(generationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(generationId) === listeners) this.listeners.delete(generationId);
    };
  }

  private onNotification(payload: string): void {
    const notice = parseNotice(payload);
    for (const id of notice?.ids ?? []) {
      for (const listener of this.listeners.get(id) ?? []) listener(notice!.kind);
    }
  }

  private onGap(): void {
    for (const listeners of this.listeners.values()) for (const listener of listeners) listener('missed');
  }
}
