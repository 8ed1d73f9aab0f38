import { Injectable } from '@nestjs/common';
import { HoldsSubjectData, type SubjectData, type SubjectFile } from '#platform/rights/subject-data.js';
import { uniqueName } from '#platform/text/unique-name.js';
import { FilePartsRepository } from './file-parts.repository.js';
import { VersionsRepository } from './versions.repository.js';

/** Files that a person added to collections, as they were sent, for their package. Attached ones: the chat room. */
@Injectable()
@HoldsSubjectData({ words: 'files that the person sent' })
export class SentFiles implements SubjectData {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly parts: FilePartsRepository,
  ) {}

  async *files(subjectId: string): AsyncGenerator<SubjectFile> {
    const taken = new Set<string>();
    for await (const version of this.versions.sentBy(subjectId)) {
      if (version.isDamaged) continue; // its row says so
      const name = `${version.createdAt.toISOString().slice(0, 10)} ${plainName(version.fileName)}`;
      yield { path: `files/${uniqueName(name, taken)}`, parts: this.parts.read(version) };
    }
  }
}

/** What some file system refuses in a name or takes for a path is left out. */
function plainName(name: string): string {
  return name.replaceAll(/["*/:<>?\\|]/g, '_');
}
