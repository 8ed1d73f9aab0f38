import { TestBed } from '@angular/core/testing';
import type { Job } from '#contracts/jobs.js';
import type { Document } from '#contracts/rag.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { CollectionsApi } from '../collections/collections-api.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import { aCollection, aDocument, aJob, idOf } from '../testing.js';
import { DocumentsApi } from './documents-api.js';
import { DocumentsStore } from './documents-store.js';

describe('the documents of a collection', () => {
  const document = vi.fn<DocumentsApi['document']>();
  let jobEnded: (job: Job) => void;
  let store: DocumentsStore;

  beforeEach(async () => {
    document.mockReset();
    TestBed.configureTestingModule({
      providers: [
        DocumentsStore,
        {
          provide: DocumentsApi,
          useValue: { document, documents: () => Promise.resolve({ items: [aDocument()], nextCursor: null }) },
        },
        { provide: CollectionsApi, useValue: { collection: () => Promise.resolve(aCollection()) } },
        { provide: IngestJobsStore, useValue: { onEnd: (act: (job: Job) => void) => ((jobEnded = act), () => undefined) } },
        { provide: Live, useValue: { on: () => () => undefined } },
      ],
    });
    store = TestBed.inject(DocumentsStore);
    store.show(idOf(10));
    await vi.waitFor(() => expect(titles()).toEqual(['Archive rules']));
  });

  const titles = () => store.list.items().map(({ title }) => title);

  it('are fetched again when they were read, and new ones come first', async () => {
    document.mockResolvedValueOnce(aDocument({ title: 'Rules' }));
    jobEnded(aJob());
    await vi.waitFor(() => expect(titles()).toEqual(['Rules']));
    document.mockResolvedValueOnce(aDocument({ id: idOf(101), title: 'Keys' }));
    jobEnded(aJob({ objectId: idOf(101) }));
    await vi.waitFor(() => expect(titles()).toEqual(['Keys', 'Rules']));
  });

  it('of other collections are left out', async () => {
    document.mockResolvedValueOnce(aDocument({ id: idOf(101), collectionId: idOf(11) }));
    await store.look(idOf(101));
    expect(titles()).toEqual(['Archive rules']);
  });

  it('go when they are no more, and stay when the line is down', async () => {
    document.mockRejectedValueOnce(new ApiProblem(0, 'unreachable', 'Gone.'));
    await store.look(idOf(100));
    expect(titles()).toEqual(['Archive rules']);
    document.mockRejectedValueOnce(new ApiProblem(404, 'document-not-found', 'Gone.'));
    await store.look(idOf(100));
    expect(titles()).toEqual([]);
  });

  it('are shown as the last look found them, whichever answer comes last', async () => {
    let late = (_answer: Document): void => undefined;
    document
      .mockReturnValueOnce(new Promise((resolve) => (late = resolve)))
      .mockResolvedValueOnce(aDocument({ title: 'Rules', state: 'ready' }));
    const first = store.look(idOf(100));
    await store.look(idOf(100));
    late(aDocument({ state: 'processing' }));
    await first;
    expect(store.list.items().map(({ title, state }) => [title, state])).toEqual([['Rules', 'ready']]);
  });
});
