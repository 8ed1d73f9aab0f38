import { Service, computed, inject, signal } from '@angular/core';
import type { Attachment } from '#contracts/chat/attachments.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Drafts } from '../../../core/session/drafts/drafts.js';
import { JobsApi } from '../../../shared/jobs/jobs-api.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { AttachmentsApi } from './attachments-api.js';
import type { Chip } from './attachment-words.rules.js';

/** Milliseconds between looks at files that are being read. */
const lookEvery = 700;

/** Files in the composer of the conversation in view: they are sent and read while the question is typed. */
@Service()
export class AttachmentsStore {
  private readonly api = inject(AttachmentsApi);
  private readonly jobs = inject(JobsApi);
  private readonly notices = inject(Notices);
  private readonly drafts = inject(Drafts);
  private readonly all = signal<readonly Chip[]>([]);
  private conversationId: string | null = null;
  private leaving = new AbortController();
  private looking = false;
  private count = 0;

  readonly chips = this.all.asReadonly();
  /** What the next question is asked with. */
  readonly readyIds = computed(() => this.all().flatMap(({ id, state }) => (state === 'ready' && id !== null ? [id] : [])));

  /** Another conversation is in view; null for a new one. */
  open(conversationId: string | null): void {
    if (conversationId === this.conversationId) return;
    this.leaving.abort();
    this.leaving = new AbortController();
    this.conversationId = conversationId;
    this.all.set([]);
  }

  /** Whether files were attached in this tab whose question has not been asked. */
  waitIn(conversationId: string): boolean {
    return this.drafts.of(filesOf(conversationId)) !== '';
  }

  /** Brings them back after a reload. */
  async restore(conversationId: string): Promise<void> {
    this.open(conversationId);
    if (this.all().length > 0) return;
    const { signal: stillHere } = this.leaving;
    const found = await this.api.list(conversationId).catch(() => []);
    if (stillHere.aborted || this.all().length > 0) return;
    this.all.set(found.filter(({ isSent }) => !isSent).map((file) => this.chipOf(file)));
    void this.look();
  }

  /** Sends files one after the other, into a conversation that is begun for them where there is none. */
  async add(
    files: readonly File[],
    { maxBytes, begin }: { readonly maxBytes: number; readonly begin: () => Promise<string | null> },
  ): Promise<void> {
    const { signal: atStart } = this.leaving;
    const conversationId = this.conversationId ?? (await begin());
    if (conversationId === null) return;
    if (this.conversationId === null && !atStart.aborted) this.conversationId = conversationId;
    if (this.conversationId !== conversationId) return;
    this.drafts.keep(filesOf(conversationId), 'waiting');
    const waiting = files.map((file) => ({ file, key: this.show(file, maxBytes) }));
    for (const { file, key } of waiting) if (file.size <= maxBytes) await this.send(conversationId, file, key);
  }

  async remove({ key, id, name }: Chip): Promise<void> {
    const before = this.all();
    this.all.update((chips) => chips.filter((chip) => chip.key !== key));
    if (id === null || this.conversationId === null) return;
    const conversationId = this.conversationId;
    if (await this.notices.attempt(() => this.api.remove(conversationId, id))) return;
    if (this.all().every((chip) => chip.name !== name)) this.all.set(before);
  }

  /** A question was asked with these. */
  taken(ids: readonly string[]): void {
    this.all.update((chips) => chips.filter(({ id }) => id === null || !ids.includes(id)));
    if (this.conversationId !== null && this.all().length === 0) this.drafts.keep(filesOf(this.conversationId), '');
  }

  private show(file: File, maxBytes: number): string {
    const key = `file-${String((this.count += 1))}`;
    const problem =
      file.size > maxBytes ? $localize`Larger than ${sizeWords(maxBytes)}:size:, the most that an attached file may be.` : '';
    const state = problem === '' ? 'waiting' : 'failed';
    const none = { id: null, sent: 0, progress: null, isWordless: false };
    this.all.update((chips) => [...chips, { key, name: file.name, size: file.size, state, problem, ...none }]);
    return key;
  }

  private async send(conversationId: string, file: File, key: string): Promise<void> {
    const { signal: stillHere } = this.leaving;
    if (this.all().every((chip) => chip.key !== key)) return; // taken away while it waited
    this.change(key, { state: 'sending' });
    try {
      const onProgress = (sent: number): void => this.change(key, { sent });
      const { document, problem } = await this.api.add(conversationId, file, { signal: stillHere, onProgress });
      if (stillHere.aborted) return;
      if (document === null) return this.change(key, { state: 'failed', problem: problem?.detail ?? '' });
      const chip = this.all().find((each) => each.key === key);
      if (chip === undefined) return void this.api.remove(conversationId, document.id).catch(() => undefined); // taken away meanwhile
      this.change(key, { state: 'reading', id: document.id });
      void this.look();
    } catch (failure) {
      if (!stillHere.aborted) this.change(key, { state: 'failed', problem: wordsFor(failure) });
    }
  }

  /** Until all files have been read, or others are in view. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.all().some(({ state }) => state === 'reading')) {
        const { conversationId } = this;
        if (conversationId === null) return;
        await this.lookOnce(conversationId);
        if (this.all().some(({ state }) => state === 'reading')) await new Promise((resolve) => setTimeout(resolve, lookEvery));
      }
    } finally {
      this.looking = false;
    }
  }

  private async lookOnce(conversationId: string): Promise<void> {
    const found = await this.api.list(conversationId).catch(() => null); // the connection comes back, or the page says that it is gone
    if (found === null || conversationId !== this.conversationId) return;
    for (const chip of this.all().filter(({ state }) => state === 'reading')) {
      const file = found.find(({ id }) => id === chip.id);
      if (file === undefined) continue;
      const progress =
        file.jobId === null
          ? null
          : await this.jobs.job(file.jobId).then(
              (job) => job.progress,
              () => null,
            );
      this.change(chip.key, { ...stateOf(file), progress });
    }
  }

  private chipOf(file: Attachment): Chip {
    const { id, name, size } = file;
    return { key: `file-${String((this.count += 1))}`, id, name, size, sent: size, progress: null, ...stateOf(file) };
  }

  private change(key: string, changes: Partial<Chip>): void {
    this.all.update((chips) => chips.map((chip) => (chip.key === key ? { ...chip, ...changes } : chip)));
  }
}

/** Whether this tab has files that wait: nobody else asks the API for them. */
function filesOf(conversationId: string): string {
  return `files:${conversationId}`;
}

function stateOf({ state, problem, hasText }: Attachment): Pick<Chip, 'state' | 'problem' | 'isWordless'> {
  return {
    state: state === 'processing' ? 'reading' : state,
    problem: problem?.detail ?? '',
    isWordless: state === 'ready' && !hasText,
  };
}
