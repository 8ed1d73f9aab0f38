import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings.js';
import { queueFull, tooManyOfYours } from '../../chat.errors.js';
import { ChatSettings } from '../../chat.settings.js';
import { entryFor, fairOrder, nextAdmitted, type Served, type Waiting } from './admission.rules.js';

interface Place extends Waiting {
  readonly onPosition: (position: number) => void;
  readonly admit: (turn: Turn | null) => void;
}

/** The right to use the model, until it is given back. */
export interface Turn {
  /** The model has begun to answer. */
  begun(): void;
  giveBack(): void;
}

/** Milliseconds that a first token counts as a sign of what the model server can take. */
const recent = 5_000;
/** Up to this many who wait hear of every change at once. */
const shortQueue = 30;

/** Lets questions through to the model one after the other, fair between people; the decisions are in `admission.rules.ts`. */
@Injectable()
export class Admission {
  private queue: Place[] = [];
  private readonly running = new Map<string, number>();
  private readonly lastTurn = new LRUCache<string, number>({ max: 10_000 });
  private turns = 0;
  private unanswered = 0;
  private begunAt: number[] = [];
  private telling: NodeJS.Timeout | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** How many questions wait on this instance. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Throws the problem for which one more question of this person cannot be taken in now. */
  refuseIfFull(personId: string): void {
    const entry = entryFor(personId, this.queue, this.settings.of(ChatSettings));
    if (entry === 'queue-full') throw queueFull({ retryAfter: 10 });
    if (entry === 'too-many-of-this-person') throw tooManyOfYours({ retryAfter: 10 });
  }

  /** Resolves when it is this question's turn, with null when the signal was aborted before. Tells its place whenever that changes. */
  enter(
    question: { readonly id: string; readonly personId: string; readonly onPosition: (position: number) => void },
    signal: AbortSignal,
  ): Promise<Turn | null> {
    if (signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const leave = (): void => {
        this.queue = this.queue.filter((waiting) => waiting !== place);
        resolve(null);
        this.tellPositions();
      };
      const place: Place = {
        ...question,
        admit: (turn) => {
          signal.removeEventListener('abort', leave);
          resolve(turn);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(place);
      this.admitWhoMay();
      this.tellPositions();
    });
  }

  private admitWhoMay(): void {
    for (let next = this.next(); next; next = this.next()) {
      const admitted = next;
      this.queue = this.queue.filter((waiting) => waiting !== admitted);
      admitted.admit(this.turnFor(admitted.personId));
    }
  }

  private next(): Place | null {
    if (this.queue.length === 0) return null;
    const now = this.clock.now().getTime();
    this.begunAt = this.begunAt.filter((at) => at > now - recent);
    const load = { ...this.served(), unanswered: this.unanswered, recentlyBegun: this.begunAt.length };
    return nextAdmitted(this.queue, load, this.settings.of(ChatSettings)) as Place | null;
  }

  private turnFor(personId: string): Turn {
    this.running.set(personId, (this.running.get(personId) ?? 0) + 1);
    this.lastTurn.set(personId, ++this.turns);
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
        this.tellPositions();
      },
      giveBack: () => {
        if (isOver) return;
        isOver = true;
        answered();
        const left = (this.running.get(personId) ?? 1) - 1;
        if (left > 0) this.running.set(personId, left);
        else this.running.delete(personId);
        this.admitWhoMay();
        this.tellPositions();
      },
    };
  }

  /** Only of those who wait: the rest does not matter to the order. */
  private served(): Served {
    const lastTurn = new Map(this.queue.map(({ personId }) => [personId, this.lastTurn.get(personId) ?? 0]));
    return { running: this.running, lastTurn };
  }

  /** A long queue is told a few times a second: working its order out costs more than it is worth for each step. */
  private tellPositions(): void {
    if (this.queue.length <= shortQueue) return this.tellPositionsNow();
    this.telling ??= setTimeout(() => this.tellPositionsNow(), 250).unref();
  }

  private tellPositionsNow(): void {
    if (this.telling) clearTimeout(this.telling);
    this.telling = null;
    for (const [index, place] of fairOrder(this.queue, this.served()).entries()) (place as Place).onPosition(index + 1);
  }
}
