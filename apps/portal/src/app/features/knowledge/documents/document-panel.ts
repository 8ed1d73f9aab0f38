import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Collection, Document } from '#contracts/rag.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import type { OpenRow } from '../../../shared/lists/open-row.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { When } from '../../../shared/when/when.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import { jobProgress } from '../jobs/job-progress.rules.js';
import { UploadsStore } from '../upload/uploads-store.js';
import { deleteDocumentQuestion, documentMark, extentWords, originalOf, typeWords, versionMark } from './document-words.rules.js';
import { DocumentsApi } from './documents-api.js';
import { DocumentsStore } from './documents-store.js';

/** One document: its state, its versions, and what can be done with it. */
@Component({
  selector: 'cm-document-panel',
  imports: [Icon, LoadFailure, MatButton, Note, RouterLink, SidePanel, StateMark, When],
  templateUrl: './document-panel.html',
  styleUrl: './document-panel.scss',
})
export class DocumentPanel {
  protected readonly $localize = $localize;
  private readonly api = inject(DocumentsApi);
  private readonly confirm = inject(Confirm);
  private readonly jobs = inject(IngestJobsStore);
  private readonly notices = inject(Notices);
  private readonly store = inject(DocumentsStore);
  private readonly uploads = inject(UploadsStore);

  readonly row = input.required<OpenRow<Document>>();
  readonly collection = input<Collection>();

  protected readonly documentMark = documentMark;
  protected readonly extentWords = extentWords;
  protected readonly originalOf = originalOf;
  protected readonly sizeWords = sizeWords;
  protected readonly typeWords = typeWords;
  protected readonly versionMark = versionMark;
  protected readonly wordsFor = wordsFor;
  protected readonly id = computed(() => this.row().id() ?? '');
  /** Undefined while it is loading. */
  protected readonly document = computed(() => this.row().item());
  protected readonly job = computed(() => {
    const job = this.jobs.byDocument().get(this.id());
    return job === undefined || job.finishedAt !== null ? undefined : job;
  });
  protected readonly progress = computed(() => {
    const job = this.job();
    return job === undefined ? null : jobProgress(job);
  });

  /** Fetched again when something became of the document. */
  protected readonly versions = resource({
    params: () => {
      const document = this.document();
      return document === undefined
        ? undefined
        : { id: document.id, at: `${document.changedAt} ${document.state} ${this.job()?.id ?? ''}` };
    },
    loader: ({ params: { id }, abortSignal }) => this.api.versions(id, abortSignal),
  });
  protected readonly versionList = computed(() =>
    this.versions.hasValue() ? [...this.versions.value()].sort((a, b) => b.number - a.number) : [],
  );

  protected replace(input: HTMLInputElement, document: Document): void {
    const [file] = input.files ?? [];
    if (file !== undefined)
      this.uploads.add([{ file, path: file.name }], { collectionId: document.collectionId, documentId: document.id });
    input.value = ''; // the same file can be chosen again
  }

  protected async cancel(jobId: string): Promise<void> {
    await this.notices.attempt(() => this.jobs.cancel(jobId));
  }

  protected async remove(document: Document): Promise<void> {
    if (!(await this.confirm.ask(deleteDocumentQuestion(document), () => this.store.remove(document)))) return;
    this.notices.say($localize`Document deleted.`);
    await this.row().close();
  }
}
