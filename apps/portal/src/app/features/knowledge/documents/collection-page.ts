import { Component, DestroyRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Collection, Document } from '#contracts/rag.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { When } from '../../../shared/when/when.js';
import { CollectionDialog } from '../collections/collection-dialog.js';
import { contentsWords, deleteCollectionQuestion, readersWords, unreadyWords } from '../collections/collection-words.rules.js';
import { CollectionsApi } from '../collections/collections-api.js';
import { StaysHereMark } from '../collections/stays-here-mark.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import { jobProgress } from '../jobs/job-progress.rules.js';
import { chosenFiles } from '../../../shared/files/dropped-files.js';
import { FileDrop } from '../../../shared/files/file-drop.js';
import type { ChosenFile } from '../../../shared/files/chosen-file.js';
import { UploadList } from '../upload/upload-list.js';
import { UploadsStore } from '../upload/uploads-store.js';
import { DocumentPanel } from './document-panel.js';
import { documentMark, typeWords } from './document-words.rules.js';
import { DocumentsApi } from './documents-api.js';
import { DocumentsStore } from './documents-store.js';

/** One collection: its documents, and the files on their way into it. */
@Component({
  selector: 'cm-collection-page',
  imports: [
    CollectionDialog,
    DocumentPanel,
    FileDrop,
    Icon,
    ListEnd,
    LoadFailure,
    MatButton,
    Note,
    RouterLink,
    RowLink,
    StateMark,
    StaysHereMark,
    UploadList,
    When,
  ],
  providers: [DocumentsStore],
  host: { class: 'cm-list-page' },
  templateUrl: './collection-page.html',
  styleUrl: './collection-page.scss',
})
export class CollectionPage {
  protected readonly $localize = $localize;
  private readonly api = inject(DocumentsApi);
  private readonly collections = inject(CollectionsApi);
  private readonly confirm = inject(Confirm);
  private readonly jobs = inject(IngestJobsStore);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  protected readonly store = inject(DocumentsStore);
  protected readonly uploads = inject(UploadsStore);

  /** From the URL: the collection, and the document that is open beside its list. */
  readonly collection = input.required<string>();
  readonly id = input<string>();

  protected readonly contentsWords = contentsWords;
  protected readonly documentMark = documentMark;
  protected readonly readersWords = readersWords;
  protected readonly sizeWords = sizeWords;
  protected readonly typeWords = typeWords;
  protected readonly unreadyWords = unreadyWords;
  protected readonly wordsFor = wordsFor;
  protected readonly editing = signal(false);
  protected readonly isManaged = computed(() => this.store.collection()?.isManaged === true);
  protected readonly isEmpty = computed(
    () => this.store.list.state() === 'ready' && this.store.list.items().length === 0 && !this.store.list.hasMore(),
  );
  protected readonly isGone = computed(() => {
    const failure = this.store.loaded.error();
    return failure instanceof ApiProblem && failure.status === 404;
  });

  protected readonly row = new OpenRow<Document>({
    id: this.id,
    list: this.store.list,
    path: () => `/knowledge/collections/${this.collection()}`,
    fetch: (id) => this.api.document(id),
  });

  constructor() {
    const leave = this.jobs.join();
    effect(() => {
      const id = this.collection();
      untracked(() => this.store.show(id));
      this.uploads.shown.set(id);
    });
    // A document is in the list from the moment that all of it was received.
    const seen = new Set<string>();
    effect(() => {
      for (const { upload } of this.uploads.viewsOf(this.collection())) {
        if (upload.jobId === null || upload.documentId === null || seen.has(upload.jobId)) continue;
        seen.add(upload.jobId);
        const { documentId } = upload;
        untracked(() => void this.store.look(documentId));
      }
    });
    inject(DestroyRef).onDestroy(() => {
      this.uploads.shown.set(null);
      leave();
    });
  }

  /** "Reading page 3 of 12"; empty when nothing is being done with it. */
  protected progressOf({ id }: Document): string {
    const job = this.jobs.byDocument().get(id);
    return (job === undefined ? null : jobProgress(job))?.words ?? '';
  }

  protected chosen(input: HTMLInputElement): void {
    this.upload(chosenFiles(input.files));
    input.value = ''; // the same file can be chosen again
  }

  protected upload(files: readonly ChosenFile[]): void {
    if (files.length === 0) this.notices.say($localize`There is no file in it. Nothing was uploaded.`);
    else this.uploads.add(files, { collectionId: this.collection(), documentId: null });
  }

  protected async remove(collection: Collection): Promise<void> {
    const removed = await this.confirm.ask(deleteCollectionQuestion(collection), () => this.collections.remove(collection.id));
    if (!removed) return;
    this.notices.say($localize`Collection deleted.`);
    await this.router.navigate(['/knowledge/collections']);
  }
}
