import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { HoldsSubjectData, type SubjectData, type SubjectFile } from '#platform/rights/subject-data.js';
import { uniqueName } from '#platform/text/unique-name.js';
import { ConversationReading } from './conversation-reading.js';
import { ExportRepository } from './export.repository.js';
import { fileNameOf } from './file-name.rules.js';
import { htmlForm } from './forms/html/html-form.js';
import { jsonDocument } from './forms/json-form.js';
import { titleOf } from './forms/message-words.rules.js';
import type { OpenedConversation } from './forms/opened-conversation.js';

/** A person's conversations for their package: in the form that other programs read, and each as a page. */
@Injectable()
@HoldsSubjectData({ words: 'conversations' })
export class OwnConversations implements SubjectData {
  constructor(
    private readonly reading: ConversationReading,
    private readonly exports: ExportRepository,
    private readonly clock: Clock,
  ) {}

  async *files(subjectId: string): AsyncGenerator<SubjectFile> {
    const ids = (await this.exports.conversationsOf(subjectId, null)).map(({ id }) => id);
    if (ids.length === 0) return;
    yield { path: 'conversations.json', parts: jsonDocument(this.opened(subjectId, ids), this.clock.now()) };
    const taken = new Set<string>();
    for await (const opened of this.opened(subjectId, ids)) {
      const name = fileNameOf(
        `${opened.conversation.createdAt.slice(0, 10)} ${titleOf(opened.conversation)}`,
        htmlForm.extension,
      );
      yield { path: `conversations/${uniqueName(name, taken)}`, parts: htmlForm.write(opened) };
    }
  }

  private async *opened(subjectId: string, ids: readonly string[]): AsyncGenerator<OpenedConversation> {
    for (const id of ids) yield await this.reading.open({ id: subjectId }, id);
  }
}
