import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AuditSettings } from '../audit.settings.js';
import { AnchorFiles } from '../engine/anchor-files.js';
import { EventFile } from '../engine/event-file.js';
import { LogFaultError, type LogFault } from '../record/log-fault.js';
import { inOcsf, placeIn } from '../record/ocsf.rules.js';
import { Sequencer, type Step } from './sequencer.js';
import { TreeRepository } from './tree.repository.js';

/** After an event was committed: long enough for its neighbours to come along, short enough to be signed for within a second. */
const settleMs = 250;
/** Polls for events that another instance left behind. */
const pollMs = 1_000;
/** The anchor history gets a line a minute at most; the newest checkpoint is written beside it each time. */
const anchorMs = 60_000;
/** How long what is committed is waited for, in milliseconds, while a transaction that began before it is open: on demand, and at the end. */
const patienceMs = 10_000;
const lastPatienceMs = 1_000;
const lookAgainMs = 20;
/** Lines that are written again after a crash, at most. */
const catchUpLimit = 20_000;

/** Keeps the tree up with the events: wakes the sequencer, and carries what it signed out of the database. */
@Injectable()
export class LogKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Infinity;
  private running: Promise<void> = Promise.resolve();
  private isStopped = true;
  private anchoredAt = 0;
  private unanchored: string | null = null;
  private hasCaughtUp = false;
  /** The first event whose line could not be written, while that is so. */
  private unwrittenFrom: number | null = null;
  private unwritable: string | null = null;
  private trouble: LogFault | 'failing' | null = null;
  private readonly listeners: ((note: string) => void)[] = [];

  constructor(
    private readonly sequencer: Sequencer,
    private readonly tree: TreeRepository,
    private readonly anchors: AnchorFiles,
    private readonly file: EventFile,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** What keeps the tree from growing; null when nothing does. */
  get fault(): LogFault | 'failing' | null {
    return this.trouble;
  }

  /** Passes each checkpoint with news to the anchors: one that covers more than the event of an earlier anchoring. */
  onSigned(listener: (note: string) => void): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.isStopped = false;
    this.schedule(0);
  }

  /** Signs for what is still unsigned, then stops. */
  async onModuleDestroy(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.flush(lastPatienceMs);
    if (this.unanchored !== null) await this.anchors.remember(this.unanchored);
    await this.file.close();
  }

  /** An event was committed. */
  wake(): void {
    this.schedule(settleMs);
  }

  /**
   * Sequences everything that is committed now, and resolves when it is signed. It gives up when the log may not grow, and when a foreign
   * transaction, or the leading instance, takes longer than the timeout.
   */
  async flush(patience = patienceMs): Promise<void> {
    await this.running;
    const until = performance.now() + patience;
    const beyond = await this.tree.nextTransaction();
    do {
      await this.run();
      if (this.trouble !== null || !(await this.tree.isWaiting(beyond))) return;
      await sleep(lookAgainMs);
    } while (performance.now() < until);
  }

  private schedule(delayMs: number): void {
    const dueAt = performance.now() + delayMs;
    if (this.isStopped || dueAt >= this.dueAt) return;
    clearTimeout(this.timer);
    this.dueAt = dueAt;
    this.timer = setTimeout(() => {
      this.dueAt = Infinity;
      this.running = this.run().finally(() => this.schedule(pollMs));
    }, delayMs);
  }

  private async run(): Promise<void> {
    try {
      let step = await this.sequencer.step();
      await this.publish(step);
      while (step.kind === 'grown' && step.isFull) {
        step = await this.sequencer.step();
        await this.publish(step);
      }
      this.setTrouble(null);
    } catch (cause) {
      this.setTrouble(cause instanceof LogFaultError ? cause.fault : 'failing', cause);
    }
  }

  private async publish(step: Step): Promise<void> {
    if (step.kind === 'elsewhere' || step.kind === 'idle') return;
    await this.anchors.writeNewest(step.note);
    if (step.kind === 'beat') return;
    this.unanchored = step.note;
    if (performance.now() - this.anchoredAt >= anchorMs || this.anchoredAt === 0) {
      await this.anchors.remember(step.note);
      this.anchoredAt = performance.now();
      this.unanchored = null;
    }
    // Else an idle log would grow for ever by the records of its own anchors.
    const isNews = step.events.some(({ action }) => action !== 'audit.anchored');
    if (isNews) for (const tell of this.listeners) tell(step.note);
    await this.writeLines(step.from, step.events);
  }

  /** A file that cannot be written holds nothing up: the events are in the database, and their lines follow when it can. */
  private async writeLines(from: number, events: Extract<Step, { kind: 'grown' }>['events']): Promise<void> {
    const { logToFile, logRetentionDays } = this.settings.of(AuditSettings);
    if (!logToFile) return;
    const facts = events.map((event, offset) =>
      inOcsf({ ...event, index: from + offset, leafHash: event.leafHash.toString('base64') }),
    );
    try {
      const missed = this.hasCaughtUp ? [] : (await this.linesMissedBefore(from)).map(inOcsf);
      await this.file.write([...missed, ...facts], logRetentionDays);
      this.hasCaughtUp = true;
      this.unwrittenFrom = null;
      this.setUnwritable(null);
    } catch (cause) {
      this.hasCaughtUp = false;
      this.unwrittenFrom ??= from;
      this.setUnwritable(errorName(cause));
    }
  }

  /** One line when it begins and one when it ends, however many events come meanwhile. */
  private setUnwritable(error: string | null): void {
    const was = this.unwritable;
    this.unwritable = error;
    if (error !== null && was === null) this.log.error('audit.log cannot be written; its events are in the database', { error });
    if (error === null && was !== null) this.log.info('audit.log is written again');
  }

  /** Events of a process that did not live to write their lines, of another instance meanwhile, or of a time when the disk was full. */
  private async linesMissedBefore(from: number) {
    const line = await this.file.lastLine();
    const last = line === null ? null : placeIn(line);
    const first = last === null ? this.unwrittenFrom : last + 1;
    if (first === null || first >= from) return [];
    return this.tree.eventsAt(Math.max(first, from - catchUpLimit), from);
  }

  private setTrouble(trouble: LogFault | 'failing' | null, cause?: unknown): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    if (trouble === null) this.log.info('audit log is being signed again');
    else
      this.log.error('audit log is not being signed', {
        fault: trouble,
        error: cause instanceof Error ? cause.name : typeof cause,
      });
  }
}
