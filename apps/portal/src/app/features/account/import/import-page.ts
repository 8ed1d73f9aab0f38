import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Job } from '#contracts/jobs.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import type { ChosenFile } from '../../../shared/files/chosen-file.js';
import { chosenFiles } from '../../../shared/files/dropped-files.js';
import { FileDrop } from '../../../shared/files/file-drop.js';
import { Icon } from '../../../shared/icon.js';
import { jobsOfKind } from '../../../shared/jobs/jobs-of-kind.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { ImportApi } from './import-api.js';
import { ImportRun } from './import-run.js';
import { reportOf, reportWords, sendingWords } from './import-words.rules.js';

/** Brings conversations from ChatGPT, Open WebUI, LibreChat or another Chat Man. */
@Component({
  selector: 'cm-import-page',
  imports: [FileDrop, Icon, ImportRun, LoadFailure, MatButton, Note, RouterLink],
  host: { class: 'cm-page' },
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
})
export class ImportPage {
  private readonly api = inject(ImportApi);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private leaving: AbortController | null = null;

  protected readonly restricted = computed(() => this.session.me()?.restricted === true);
  protected readonly jobs = jobsOfKind('chat.import', (job) => this.tell(job));
  /** The file on its way, and how many bytes of it have left. */
  protected readonly sending = signal<{ readonly name: string; readonly size: number; readonly sent: number } | null>(null);
  protected readonly refusal = signal('');
  protected readonly isOpen = computed(() => this.sending() === null && !this.restricted());
  protected readonly sendingWords = sendingWords;

  protected choose(input: HTMLInputElement): void {
    const files = chosenFiles(input.files);
    input.value = '';
    void this.take(files);
  }

  protected async take(files: readonly ChosenFile[]): Promise<void> {
    const [chosen] = files;
    if (chosen === undefined) return;
    if (files.length > 1) return this.refusal.set('Choose one file at a time.');
    const { file } = chosen;
    const leaving = new AbortController();
    this.leaving = leaving;
    this.refusal.set('');
    const show = (sent: number) => this.sending.set({ name: file.name, size: file.size, sent });
    show(0);
    try {
      await this.api.send(file, { signal: leaving.signal, onProgress: show });
      await this.jobs.follow();
    } catch (failure) {
      if (!leaving.signal.aborted) this.refusal.set(wordsFor(failure));
    } finally {
      this.sending.set(null);
    }
  }

  protected stopSending(): void {
    this.leaving?.abort();
  }

  protected async cancel({ id }: Job): Promise<void> {
    await this.notices.attempt(() => this.jobs.cancel(id));
  }

  private tell(job: Job): void {
    const report = reportOf(job);
    if (report !== null) this.notices.say(reportWords(report));
  }
}
