import { DestroyRef, Service, inject, resource, signal } from '@angular/core';
import type { Collection, Document } from '#contracts/rag.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { CollectionsApi } from '../collections/collections-api.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import { DocumentsApi } from './documents-api.js';

/** One collection and its documents, kept as they are on the server. Provided by the page of the collection. */
@Service({ autoProvided: false })
export class DocumentsStore {
  private readonly api = inject(DocumentsApi);
  private readonly collections = inject(CollectionsApi);
  private readonly id = signal<string | undefined>(undefined);
  /** How often each document was asked for: an answer that a later one has overtaken is dropped. */
  private readonly looks = new Map<string, number>();
  private looking: ReturnType<typeof setTimeout> | undefined;

  readonly list = new PagedList<Document>((cursor) => this.api.documents(this.id() ?? '', cursor));
  readonly loaded = resource({
    params: () => this.id(),
    loader: ({ params: id, abortSignal }) => this.collections.collection(id, { signal: abortSignal }),
  });

  constructor() {
    const ends = [
      inject(Live).on('collection', ({ id }) => id === this.id() && this.lookSoon()),
      inject(IngestJobsStore).onEnd(({ objectId }) => objectId !== null && void this.look(objectId)),
    ];
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.looking);
      for (const end of ends) end();
    });
  }

  collection(): Collection | undefined {
    return this.loaded.hasValue() ? this.loaded.value() : undefined;
  }

  show(id: string): void {
    if (this.id() === id) return;
    this.id.set(id);
    void this.list.load();
  }

  change(collection: Collection): void {
    this.loaded.set(collection);
  }

  async remove(document: Document): Promise<void> {
    await this.api.remove(document.id);
    this.list.remove(document.id);
    this.lookSoon();
  }

  /** Fetches a document that began to be read, was read, or was removed. */
  async look(id: string): Promise<void> {
    const look = (this.looks.get(id) ?? 0) + 1;
    this.looks.set(id, look);
    try {
      const document = await this.api.document(id, { background: true });
      if (document.collectionId !== this.id() || look !== this.looks.get(id)) return;
      if (this.list.items().some((each) => each.id === id)) this.list.replace(document);
      else this.list.putFirst(document);
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.status === 404) this.list.remove(id);
    }
    this.lookSoon();
  }

  /** The counts of the collection; one call for many changes. */
  private lookSoon(): void {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => void this.lookAtCollection(), 500);
  }

  private async lookAtCollection(): Promise<void> {
    const id = this.id();
    if (id === undefined) return;
    const collection = await this.collections.collection(id, { background: true }).catch(() => null);
    if (collection !== null && this.id() === id) this.loaded.set(collection);
  }
}
