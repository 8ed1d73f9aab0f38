import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { chunkSizesOf } from '../intake/chunk-sizes.js';
import { prepareVersion, type PreparedVersion } from '../intake/ingestion.rules.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { titleOfFile } from '../upload/file-name.rules.js';
import { ParserProcesses, type ParseCall } from './engine/parser-process.js';
import { refusalProblem } from './parse.errors.js';
import { kindOf, parseFile } from './parse-file.js';
import { Refusal, type FileKind, type ParseLimits, type SourceFile } from './parsed-document.js';

/** Read where they are: their parsers do one pass over the text, and no library is in them. Of such a size that nobody waits for it. */
const quickBytes = 128 * 1024;
const plain: readonly FileKind[] = ['text', 'markdown', 'csv'];

/** From a file to its passages. Whatever is more than a plain text of some pages is read by a process of its own. */
@Injectable()
export class ParserService implements OnModuleDestroy {
  private readonly processes = new ParserProcesses();

  constructor(private readonly settings: Settings) {}

  onModuleDestroy(): void {
    this.processes.close();
  }

  /** @throws Problem of a code in `parse.errors.ts` for a file that can't be taken in */
  async read(
    file: SourceFile,
    call: ParseCall,
    wanted: Pick<ParseLimits, 'keepsWordlessImages'> = { keepsWordlessImages: false },
  ): Promise<PreparedVersion> {
    const { parserMemoryMb, parserSeconds } = this.settings.of(KnowledgeSettings);
    const limits = { ...this.limits(), ...wanted };
    const sizes = chunkSizesOf(this.settings);
    const called = titleOfFile(file.name);
    try {
      if (file.bytes.length <= quickBytes && plain.includes(await kindOf(file, limits)))
        return prepareVersion(await parseFile(file, limits), called, sizes);
      const order = { ...file, limits, sizes, called };
      return await this.processes.parse(order, { memoryMb: parserMemoryMb, stallSeconds: parserSeconds }, call);
    } catch (cause) {
      throw cause instanceof Refusal ? refusalProblem(cause.code) : cause;
    }
  }

  private limits(): Omit<ParseLimits, 'keepsWordlessImages'> {
    const { maxPages } = this.settings.of(KnowledgeSettings);
    return {
      pages: maxPages,
      characters: 20_000_000,
      unpackedBytes: 300_000_000,
      ratio: 200,
      entries: 20_000,
      depth: 250,
      pixels: 60_000_000,
      recognisedPages: 500,
    };
  }
}
