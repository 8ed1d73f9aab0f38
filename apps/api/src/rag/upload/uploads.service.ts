import { Injectable } from '@nestjs/common';
import type { UploadAnswer, UploadedFile } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { Problem } from '#platform/http/problem.js';
import { problemOf } from '#platform/jobs/tracked/job-answer.js';
import type { SentFile } from '#platform/http/multipart.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { collectionBuiltIn, collectionNotFound, noFile } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';
import { fileNameOf } from './file-name.rules.js';
import { IncomingService, type AttachmentTarget, type Target } from './incoming.service.js';

/** Hands over the files of a form, one after the other. */
export type FormFiles = (each: (file: SentFile) => Promise<void>) => Promise<void>;

/** Files that people upload. One that is refused is an item with its problem, and the others go on. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly incoming: IncomingService,
  ) {}

  /** @throws Problem `collection-not-found`, `collection-built-in`, `no-file`, and those of the form itself */
  async add(actor: Actor, collectionId: string, files: FormFiles): Promise<UploadAnswer> {
    const collection = await this.collections.visible(readerNames(actor), collectionId);
    if (collection === null) throw collectionNotFound();
    if (collection.builtIn) throw collectionBuiltIn();
    const items: UploadedFile[] = [];
    await files(async (file) => {
      items.push(await this.one(actor, { kind: 'collection', id: collectionId }, file));
    });
    if (items.length === 0) throw noFile();
    return { items };
  }

  /** A new version of a document, from the one file of a form. @throws Problem as `IncomingService.receive`, and `no-file` */
  async replace(actor: Actor, documentId: string, files: FormFiles): Promise<UploadedFile> {
    let item: UploadedFile | null = null;
    await files(async ({ name, content }) => {
      const fileName = fileNameOf(name);
      const received = await this.incoming.receive(actor, { kind: 'document', id: documentId }, fileName, content);
      item = accepted(fileName, received);
    });
    if (item === null) throw noFile();
    return item;
  }

  /** A file of a conversation. */
  attach(actor: Actor, file: SentFile, target: AttachmentTarget): Promise<UploadedFile> {
    return this.one(actor, target, file);
  }

  private async one(actor: Actor, target: Target, { name, content }: SentFile): Promise<UploadedFile> {
    const fileName = fileNameOf(name);
    try {
      return accepted(fileName, await this.incoming.receive(actor, target, fileName, content));
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.status >= 500 || content.errored) throw cause;
      return { fileName, document: null, job: null, problem: problemOf(cause.code) };
    }
  }
}

function accepted(
  fileName: string,
  { documentId, title, jobId }: { readonly documentId: string; readonly title: string; readonly jobId: string },
): UploadedFile {
  return { fileName, document: { id: documentId, title, state: 'processing' }, job: { id: jobId }, problem: null };
}
