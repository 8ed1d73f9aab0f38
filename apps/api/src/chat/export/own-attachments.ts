import { Injectable } from '@nestjs/common';
import { HoldsSubjectData, type SubjectData, type SubjectFile } from '#platform/rights/subject-data.js';
import { uniqueName } from '#platform/text/unique-name.js';
import { AttachmentsFacade } from '../../rag/attachments/attachments.facade.js';
import { AttachmentRepository } from '../attachments/attachment.repository.js';
import { fileNameOf } from './file-name.rules.js';

/** Files that a person attached to conversations, for their package, as they were sent. */
@Injectable()
@HoldsSubjectData({ words: 'attached files' })
export class OwnAttachments implements SubjectData {
  constructor(
    private readonly attachments: AttachmentRepository,
    private readonly stored: AttachmentsFacade,
  ) {}

  async *files(subjectId: string): AsyncGenerator<SubjectFile> {
    const kept = Map.groupBy(await this.attachments.ofOwner(subjectId), ({ conversationId }) => conversationId);
    for (const [conversationId, files] of kept) {
      const owner = { id: subjectId };
      const states = await this.stored.statesOf(
        owner,
        conversationId,
        files.map(({ id }) => id),
      );
      const taken = new Set<string>();
      for (const { id, name } of files) {
        if ((states.get(id)?.state ?? 'failed') === 'failed') continue; // nothing of its file is kept
        const { content } = await this.stored.file(owner, conversationId, id, name);
        yield { path: `attachments/${conversationId}/${uniqueName(safeName(name), taken)}`, parts: content };
      }
    }
  }
}

function safeName(name: string): string {
  const [, stem = name, extension = 'bin'] = /^(.+)\.([a-z0-9]{1,8})$/iu.exec(name) ?? [];
  return fileNameOf(stem, extension);
}
