import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { queueFull, tooManyOfYours } from '../../chat.errors.js';
import { ChatSettings } from '../../chat.settings.js';
import { entryFor, fairOrder, nextAdmitted, type Served, type Waiting } from './admission.rules.js';

interface QueueEntry extends Waiting {
  readonly onPosition: (position: number) => void;
  readonly admit: (slot: Slot | null) => void;
}

/** The right to use the model, until it is released. */
export interface Slot {
  /** The model has begun to answer. */
  begun(): void;
  release(): void;
}

/** Milliseconds that a first token counts as a sign of what the model server can take. */
const recent = 5_000;
/** Up to this many in the queue are notified of every change immediately. */
const shortQueue = 30;

/** Lets questions through to the model one after the other, fair between people; the decisions are in `admission.rules.ts`. */
@Injectable()
export class Admission {
  private queue: QueueEntry[] = [];
  private readonly running = new Map<string, number>();
  private readonly lastServed = new LRUCache<string, number>({ max: 10_000 });
  private sequence = 0;
  private unanswered = 0;
  private begunAt: number[] = [];
  private reporting: NodeJS.Timeout | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** How many questions wait on this instance. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Throws the problem for which another question of this person cannot be accepted now. */
  refuseIfFull(personId: string): void {
    const entry = entryFor(personId, this.queue, this.settings.of(ChatSettings));
    if (entry === 'queue-full') throw queueFull({ retryAfter: 10 });
    if (entry === 'too-many-of-this-person') throw tooManyOfYours({ retryAfter: 10 });
  }

  /** Resolves with a slot when this question may start, with null when the signal was aborted before. Reports its position whenever that changes. */
  enter(
    question: { readonly id: string; readonly personId: string; readonly onPosition: (position: number) => void },
    signal: AbortSignal,
  ): Promise<Slot | null> {
    if (signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const leave = (): void => {
        this.queue = this.queue.filter((waiting) => waiting !== entry);
        resolve(null);
        this.reportPositions();
      };
      const entry: QueueEntry = {
        ...question,
        admit: (slot) => {
          signal.removeEventListener('abort', leave);
          resolve(slot);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(entry);
      this.admitWhoMay();
      this.reportPositions();
    });
  }

  private admitWhoMay(): void {
    for (let next = this.next(); next; next = this.next()) {
      const admitted = next;
      this.queue = this.queue.filter((waiting) => waiting !== admitted);
      admitted.admit(this.slotFor(admitted.personId));
    }
  }

  private next(): QueueEntry | null {
    if (this.queue.length === 0) return null;
    const now = this.clock.now().getTime();
    this.begunAt = this.begunAt.filter((at) => at > now - recent);
    const load = { ...this.served(), unanswered: this.unanswered, recentlyBegun: this.begunAt.length };
    return nextAdmitted(this.queue, load, this.settings.of(ChatSettings)) as QueueEntry | null;
  }

  private slotFor(personId: string): Slot {
    this.running.set(personId, (this.running.get(personId) ?? 0) + 1);
    this.lastServed.set(personId, ++this.sequence);
    this.unanswered += 1;
    let hasBegun = false;
    let isOver = false;
    const answered = (): void => {
      if (hasBegun) return;
      hasBegun = true;
      this.unanswered -= 1;
    };
    return {
      begun: () => {
        if (hasBegun) return;
        answered();
        this.begunAt.push(this.clock.now().getTime());
        this.admitWhoMay();
        this.reportPositions();
      },
      release: () => {
        if (isOver) return;
        isOver = true;
        answered();
        const left = (this.running.get(personId) ?? 1) - 1;
        if (left > 0) this.running.set(personId, left);
        else this.running.delete(personId);
        this.admitWhoMay();
        this.reportPositions();
      },
    };
  }

  /** Only of those who wait: the rest does not matter to the order. */
  private served(): Served {
    const lastServed = new Map(this.queue.map(({ personId }) => [personId, this.lastServed.get(personId) ?? 0]));
    return { running: this.running, lastServed };
  }

  /** A long queue is reported a few times a second: computing its order costs more than it is worth for each step. */
  private reportPositions(): void {
    if (this.queue.length <= shortQueue) return this.reportPositionsNow();
    this.reporting ??= setTimeout(() => this.reportPositionsNow(), 250).unref();
  }

  private reportPositionsNow(): void {
    if (this.reporting) clearTimeout(this.reporting);
    this.reporting = null;
    for (const [index, entry] of fairOrder(this.queue, this.served()).entries()) (entry as QueueEntry).onPosition(index + 1);
  }
}
